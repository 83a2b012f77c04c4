using System.Collections.Immutable;
using PolyK8s.Engine.References;
using PolyK8s.Kernels.Ownership;

namespace PolyK8s.Engine.Kernels;

/// <summary>What the garbage collector does with an object for its owner references.</summary>
public static class OwnerDecision
{
    /// <summary>Whether an object is deleted because every owner it names is absent.</summary>
    /// <param name="namespaced">Whether the object is in a namespace.</param>
    /// <param name="owners">Its owners.</param>
    public static bool IsCollected(bool namespaced, ImmutableArray<OwnerFacts> owners) => ToKernel(namespaced, owners).IsCollected();

    /// <summary>Whether at most one owner controls the object; the API server accepts no second.</summary>
    /// <param name="owners">Its owners.</param>
    public static bool HasOneControllerAtMost(ImmutableArray<OwnerFacts> owners) => ToKernel(true, owners).HasOneControllerAtMost();

    private static _IDependent ToKernel(bool namespaced, ImmutableArray<OwnerFacts> owners) =>
        Dependent.create(namespaced, Dafny.Sequence<_IOwner>.FromArray([.. owners.Select(o => Owner.create(o.IsNamespaced, o.IsFound, o.Controls))]));
}
