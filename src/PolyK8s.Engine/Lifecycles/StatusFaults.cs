using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>What a status says that no status says.</summary>
public static class StatusFaults
{
    /// <summary>What is impossible in the status of an object.</summary>
    public static ImmutableArray<Invariant> Of(Manifest manifest) =>
        manifest.Root["status"] is { Kind: NodeKind.Object } ? LifecycleTables.Of(new(manifest.Group, manifest.Kind)).Compiled.BrokenBy(manifest) : [];

    /// <summary>Whether a controller has forgotten what it had seen: the observed generation goes back.</summary>
    public static bool GoesBack(Manifest before, Manifest after) =>
        Observed(before) is { } seen && Observed(after) is { } now && Observations.GoBack(seen, now);

    private static long? Observed(Manifest manifest) =>
        manifest.Root.At("status", "observedGeneration") is { } node && FieldSource.IsNumber(node) ? long.Parse(node.Text, System.Globalization.CultureInfo.InvariantCulture) : null;
}
