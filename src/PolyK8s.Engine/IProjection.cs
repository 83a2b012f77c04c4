using System.Collections.Immutable;

namespace PolyK8s.Engine;

/// <summary>Something computed from the objects of some kinds and kept for as long as none of them changes.</summary>
/// <typeparam name="T">The result; immutable.</typeparam>
/// <remarks>Implementations are singletons: a view keeps one result for each.</remarks>
public interface IProjection<out T>
    where T : class
{
    /// <summary>The kinds the result depends on.</summary>
    ImmutableArray<GroupKind> Kinds { get; }

    /// <summary>The result, a pure function of the objects of <see cref="Kinds"/>.</summary>
    T Project(ClusterView view);
}
