using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Defaulting;

/// <summary>What defaults make of an object.</summary>
/// <param name="Object">The object with its defaults; the object itself when nothing changes.</param>
/// <param name="Patch">The additions as a JSON Patch (RFC 6902); empty when nothing changes.</param>
/// <param name="Constraints">The constraints that match and have defaults, in the order of their names.</param>
/// <param name="Notes">Defaults that are not set, and why, one line each.</param>
public sealed record Defaulted(Manifest Object, ImmutableArray<PatchOperation> Patch, ImmutableArray<string> Constraints, ImmutableArray<string> Notes)
{
    /// <summary>An object that stays as it is.</summary>
    internal static Defaulted Nothing(Manifest manifest, ImmutableArray<string> constraints, ImmutableArray<string> notes) => new(manifest, [], constraints, notes);

    /// <summary>The growth behind the patch; null when nothing changes.</summary>
    internal Growth? Growth { get; init; }
}
