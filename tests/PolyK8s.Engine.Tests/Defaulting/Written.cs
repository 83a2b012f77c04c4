using System.Text;
using System.Text.Json.Nodes;
using PolyK8s.Engine.Defaulting;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Defaulting;

/// <summary>Objects and constraints as people write them.</summary>
internal static class Written
{
    /// <summary>The objects of a text.</summary>
    public static Manifest[] Objects(string yaml)
    {
        var set = ManifestReader.Read(Encoding.UTF8.GetBytes(yaml), "");
        Assert.Empty(set.Faults);
        return [.. set.Manifests];
    }

    /// <summary>The object of a text.</summary>
    public static Manifest Object(string yaml) => Assert.Single(Objects(yaml));

    /// <summary>A constraint for Pods.</summary>
    public static Manifest Constraint(string name, string defaults, string match = "kinds: [Pod]") =>
        Object($"{{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SchemaConstraint, metadata: {{name: {name}}}, spec: {{match: {{{match}}}, defaults: {defaults}}}}}");

    /// <summary>What defaults make of a new object in a cluster of some objects.</summary>
    public static Defaulted Create(string yaml, params Manifest[] cluster) => Of(Change.Create(Object(yaml)), cluster);

    /// <summary>What defaults make of the object of a change.</summary>
    public static Defaulted Of(Change change, params Manifest[] cluster)
    {
        var defaulted = Defaults.Of(change, ClusterView.Of(cluster));
        Assert.NotNull(defaulted);
        return defaulted;
    }

    /// <summary>The patch, an operation a line.</summary>
    public static string Lines(Defaulted defaulted) => string.Join('\n', defaulted.Patch.Select(o => $"{o.Op} {o.Path} {o.Value}"));

    /// <summary>A tree as the platform's own.</summary>
    public static JsonNode Json(ManifestNode node) => JsonNode.Parse(node.ToString())!;
}
