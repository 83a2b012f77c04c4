using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.Waiting;

/// <summary>A circle of waits in words and as evidence.</summary>
internal static class Circle
{
    /// <summary>The circle as a sentence.</summary>
    public static string Sentence(ImmutableArray<Edge> cycle) =>
        $"{string.Join(", ", cycle.Select(e => $"`{e.Waiting}` {(e.Source == "spec.selector" ? "is served by" : "waits for")} `{e.Awaited}` ({e.Source})"))}";

    /// <summary>The circle as evidence.</summary>
    public static ManifestNode Witness(ImmutableArray<Edge> cycle) => ManifestNode.Object(
        ("cycle", ManifestNode.Array([.. cycle.Select(e => ManifestNode.Object(
            ("object", e.Waiting.AsWitness()),
            ("waitsFor", e.Awaited.AsWitness()),
            ("source", ManifestNode.Of(e.Source)),
            ("path", ManifestNode.Of(e.Path)),
            ("inferred", e.Source == "spec.selector" || e.Source.StartsWith("webhook ", StringComparison.Ordinal) ? null : ManifestNode.Of(true))))])));

    /// <summary>What makes two findings the same: the objects on the circle.</summary>
    public static string Key(ImmutableArray<Edge> cycle) => string.Join(' ', cycle.Select(e => e.Waiting.ToString()).Order(StringComparer.Ordinal));
}
