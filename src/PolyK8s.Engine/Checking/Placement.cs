using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Checking;

/// <summary>Where an object from a file goes that names no namespace.</summary>
public static class Placement
{
    /// <summary>The object in <paramref name="ns"/> if it is namespaced and names no namespace itself, as kubectl's <c>-n</c> puts it.</summary>
    public static Manifest In(string ns, Manifest manifest) =>
        ClusterScopedKinds.Contains(new(manifest.Group, manifest.Kind)) ? manifest : manifest.InNamespace(ns);
}
