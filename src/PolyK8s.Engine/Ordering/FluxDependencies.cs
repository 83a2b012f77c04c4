using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>Flux's <c>spec.dependsOn</c>: a list of {name, namespace} of the same kind; the namespace defaults to the object's own.</summary>
internal static class FluxDependencies
{
    /// <summary>The field.</summary>
    public const string Field = "spec.dependsOn";

    /// <summary>The dependencies of a Kustomization or HelmRelease; none for other kinds.</summary>
    public static IEnumerable<Dependency> Of(Manifest manifest)
    {
        if ((manifest.Group, manifest.Kind) is not (("kustomize.toolkit.fluxcd.io", "Kustomization") or ("helm.toolkit.fluxcd.io", "HelmRelease")))
        {
            yield break;
        }

        var self = ObjectId.Of(manifest);
        foreach (var (entry, i) in manifest.Root.ItemsAt("spec", "dependsOn").Select((entry, i) => (entry, i)))
        {
            if (entry.TextAt("name") is { Length: > 0 } name)
            {
                var ns = entry.TextAt("namespace") is { Length: > 0 } given ? given : self.Namespace;
                yield return new(self, self with { Namespace = ns, Name = name }, $"{Field}[{i}]", self, entry);
            }
        }
    }
}
