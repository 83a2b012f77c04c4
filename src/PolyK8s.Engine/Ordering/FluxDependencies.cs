using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary><c>spec.dependsOn</c> of Flux: other objects of the same kind, in the same namespace unless one is named.</summary>
public static class FluxDependencies
{
    private static readonly ImmutableArray<GroupKind> Kinds =
        [new("kustomize.toolkit.fluxcd.io", "Kustomization"), new("helm.toolkit.fluxcd.io", "HelmRelease")];

    /// <summary>What an object waits for; nothing for objects of other kinds.</summary>
    public static ImmutableArray<Wait> Read(Manifest manifest)
    {
        var kind = new GroupKind(manifest.Group, manifest.Kind);
        if (!Kinds.Contains(kind))
        {
            return [];
        }

        var waits = ImmutableArray.CreateBuilder<Wait>();
        var items = manifest.Root.ItemsAt("spec", "dependsOn");
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].TextAt("name") is { Length: > 0 } name)
            {
                var ns = items[i].TextAt("namespace") is { Length: > 0 } named ? named : manifest.Namespace;
                waits.Add(new(new(kind, new(ns, name)), "spec.dependsOn", string.Create(CultureInfo.InvariantCulture, $"spec.dependsOn[{i}]")));
            }
        }

        return waits.DrainToImmutable();
    }
}
