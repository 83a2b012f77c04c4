using System.Collections.Immutable;

namespace PolyK8s.Engine.Manifests;

/// <summary>What came out of one or more texts: the objects that could be read, and a fault for each document that could not.</summary>
/// <param name="Manifests">The objects in input order, the items of a List in its place.</param>
/// <param name="Faults">The unreadable documents, in input order.</param>
public sealed record ManifestSet(ImmutableArray<Manifest> Manifests, ImmutableArray<ManifestFault> Faults)
{
    /// <summary>Nothing.</summary>
    public static ManifestSet Empty { get; } = new([], []);

    /// <summary>The files that were read, in input order, whether anything came out of them or not.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>This and then <paramref name="next"/>.</summary>
    public ManifestSet And(ManifestSet next) => new([.. Manifests, .. next.Manifests], [.. Faults, .. next.Faults]) { Files = [.. Files, .. next.Files] };
}
