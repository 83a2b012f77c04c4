using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>All that an account holds and somebody else lacks, and how that is told; worded once, however often it is told.</summary>
/// <param name="all">The permissions, cluster-wide first, then by namespace, in the order of the bindings.</param>
public sealed class Shortfall(ImmutableArray<Excess> all)
{
    private ImmutableArray<ManifestMember> _witness;

    /// <summary>Nothing is lacking.</summary>
    public static Shortfall None { get; } = new([]);

    /// <summary>The permissions.</summary>
    public ImmutableArray<Excess> All => all;

    /// <summary>Whether nothing is lacking.</summary>
    public bool IsEmpty => all.IsEmpty;

    /// <summary><c>`get secrets`, `list secrets` in namespace `team-a`</c>, the scopes one after the other.</summary>
    public string Words => field ??= AccessList.Words(ImmutableArray.CreateRange(all
        .GroupBy(excess => excess.Namespace, StringComparer.Ordinal)
        .Select(scope => $"{AccessList.Words(scope.Select(excess => excess.Access).ToImmutableArray())} {(scope.Key.Length == 0 ? "cluster-wide" : $"in namespace `{scope.Key}`")}")));

    /// <summary>The members of a witness: <c>uncovered</c>, and <c>more</c> when it is cut short.</summary>
    public ImmutableArray<ManifestMember> Witness
    {
        get
        {
            if (_witness.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(ref _witness, [.. AccessList.Witness("uncovered", [.. all.Select(excess => excess.AsWitness())])]);
            }

            return _witness;
        }
    }
}
