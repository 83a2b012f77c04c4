using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>The annotation <c>config.kubernetes.io/apply-time-mutation</c> of cli-utils: values are taken from other objects, which must be there before.</summary>
internal static class TimeMutations
{
    private const string Annotation = "config.kubernetes.io/apply-time-mutation";

    /// <summary>The objects that values are taken from; none when the annotation cannot be read.</summary>
    public static IEnumerable<Wait> Read(Manifest manifest)
    {
        if (manifest.Root.TextAt("metadata", "annotations", Annotation) is not { } text)
        {
            return [];
        }

        // A list at the root is no object; under a name it is one.
        var read = ManifestReader.ReadTrees(Encoding.UTF8.GetBytes("items:\n" + text), "");
        return read is not { Faults.IsEmpty: true, Manifests: [var only] } ? [] : only.Root.ItemsAt("items")
            .Select(item => item["sourceRef"])
            .OfType<ManifestNode>()
            .Where(source => source.TextAt("kind") is { Length: > 0 } && source.TextAt("name") is { Length: > 0 })
            .Select(source => new Wait(Target(source, manifest), Annotation, AnnotationPath.Of(Annotation)));
    }

    private static ObjectKey Target(ManifestNode source, Manifest manifest)
    {
        var version = source.TextAt("apiVersion") ?? "";
        var group = source.TextAt("group") ?? (version.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? version[..slash] : "");
        var kind = new GroupKind(group, source.TextAt("kind")!);
        var ns = ClusterScopedKinds.Contains(kind) ? "" : source.TextAt("namespace") is { Length: > 0 } given ? given : manifest.Namespace;
        return new(kind, new(ns, source.TextAt("name")!));
    }
}
