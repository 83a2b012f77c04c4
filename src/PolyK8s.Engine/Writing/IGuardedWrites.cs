using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Writing;

/// <summary>Writes to a cluster that are judged first: what the rules deny is never sent.</summary>
public interface IGuardedWrites
{
    /// <summary>Applies objects, in their order.</summary>
    /// <param name="manifests">The objects; one that names no namespace goes to <paramref name="ns"/>.</param>
    /// <param name="ns">The namespace of namespaced objects that name none.</param>
    /// <param name="options">How.</param>
    /// <param name="say">Gets a line for each step of what is followed.</param>
    /// <param name="cancelled">Gives up.</param>
    Task<WriteReport> ApplyAsync(ImmutableArray<Manifest> manifests, string ns, WriteOptions options, Action<string> say, CancellationToken cancelled);

    /// <summary>Does something to a rollout.</summary>
    /// <param name="operation">What, and to which.</param>
    /// <param name="options">How.</param>
    /// <param name="say">Gets a line for each step of what is followed.</param>
    /// <param name="cancelled">Gives up.</param>
    Task<WriteReport> OperateAsync(RolloutOperation operation, WriteOptions options, Action<string> say, CancellationToken cancelled);
}
