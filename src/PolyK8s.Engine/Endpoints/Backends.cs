using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Endpoints;

/// <summary>What stands behind a Service: the objects that make the Pods it selects.</summary>
public static class Backends
{
    /// <summary>The objects; none for a Service that selects nothing by itself.</summary>
    public static IEnumerable<Manifest> Of(Manifest service, ClusterView view) =>
        SelectorOf(service) is { } selection ? MakersByLabel.Selected(view, selection) : [];

    /// <summary>The selector of a Service; null for one without, whose endpoints somebody writes by hand, and for a name elsewhere (ExternalName).</summary>
    public static Selection? SelectorOf(Manifest service) =>
        service.Kind != "Service" || service.Group.Length > 0 || service.Root.TextAt("spec", "type") == "ExternalName" ? null : Selection.Of(service).FirstOrDefault();
}
