using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Indexes;

/// <summary>Objects that another one makes and keeps: it stands for them.</summary>
public static class Controlled
{
    /// <summary>Whether an owner says that it controls the object.</summary>
    public static bool Is(Manifest manifest) => Is(manifest.Root);

    /// <summary>The same of an object's tree.</summary>
    public static bool Is(ManifestNode root) =>
        root.ItemsAt("metadata", "ownerReferences").Any(o => o["controller"] is { Kind: NodeKind.Boolean, Text: "true" });
}
