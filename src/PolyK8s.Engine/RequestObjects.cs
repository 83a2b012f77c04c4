using System.Collections.Frozen;
using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine;

/// <summary>All objects of one request: the files of one <c>check</c>, the texts of one call.</summary>
/// <param name="all">The objects, in input order.</param>
/// <param name="deleted">Whether the request deletes them.</param>
public sealed class RequestObjects(ImmutableArray<Manifest> all, bool deleted)
{
    private readonly Lazy<FrozenDictionary<GroupKind, ImmutableArray<Manifest>>> _byKind =
        new(() => all.GroupBy(o => new GroupKind(o.Group, o.Kind)).ToFrozenDictionary(same => same.Key, same => same.ToImmutableArray()));

    /// <summary>The objects.</summary>
    public ImmutableArray<Manifest> All => all;

    /// <summary>Stands for the definitions among the objects, where a view keeps what it read of them.</summary>
    internal object Definitions { get; } = new();

    /// <summary>The objects of a kind, in input order: found without looking at all others for each of them.</summary>
    public ImmutableArray<Manifest> Of(GroupKind kind) => _byKind.Value.TryGetValue(kind, out var found) ? found : [];

    /// <summary>The cluster once the whole request is done; made once for a view.</summary>
    public ClusterView After(ClusterView view) => view.Kept(this, () => deleted ? all.Aggregate(view, (v, o) => v.Without(o)) : view.With(all));
}
