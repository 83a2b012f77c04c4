using System.Collections.Immutable;

namespace PolyK8s.Engine;

/// <summary>A projection that can follow its objects one by one instead of being made anew.</summary>
/// <typeparam name="T">The result; immutable, and best persistent, so that a step shares almost all of the one before.</typeparam>
public interface IIncrementalProjection<T> : IProjection<T>, IFollowing
    where T : class
{
    /// <summary>The result for <paramref name="view"/>, equal to what <see cref="IProjection{T}.Project"/> would give.</summary>
    /// <param name="previous">The result for the view before.</param>
    /// <param name="deltas">The objects of <see cref="IProjection{T}.Kinds"/> that differ; kind by kind, in the order in which they changed. One object may come several times.</param>
    /// <param name="view">The view after all of them.</param>
    T Next(T previous, ImmutableArray<ObjectDelta> deltas, ClusterView view);

    /// <inheritdoc />
    object IFollowing.Follow(object previous, ImmutableArray<ObjectDelta> deltas, ClusterView view) => Next((T)previous, deltas, view);
}

/// <summary>The step of an incremental projection, whatever its result is. Implemented by <see cref="IIncrementalProjection{T}"/>.</summary>
public interface IFollowing
{
    /// <summary>The next result.</summary>
    object Follow(object previous, ImmutableArray<ObjectDelta> deltas, ClusterView view);
}
