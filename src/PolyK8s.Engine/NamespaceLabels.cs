using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine;

/// <summary>The labels by which policies select namespaces.</summary>
/// <remarks>Every API server keeps the name of a namespace as a label; in files it is often left out, and holds all the same.</remarks>
internal static class NamespaceLabels
{
    /// <summary>The label that holds the name.</summary>
    public const string Name = "kubernetes.io/metadata.name";

    /// <summary>The labels of a namespace as far as a view knows them, its name always among them; null for objects in no namespace.</summary>
    public static ManifestNode? Of(ClusterView view, string ns) =>
        ns.Length == 0 ? null : Named(ns, view.Of("", "Namespace").Find("", ns)?.Root.At("metadata", "labels"));

    /// <summary>Labels with the name of their namespace.</summary>
    public static ManifestNode Named(string ns, ManifestNode? labels) =>
        labels?[Name] is not null ? labels : ManifestNode.Object([.. labels?.Members ?? [], new(Name, ManifestNode.Of(ns))]);
}
