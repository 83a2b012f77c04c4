using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine;

/// <summary>The other objects of a cluster, as far as they are known, at one moment.</summary>
/// <remarks>Immutable: a watch event or an overlay makes a new view. Views are eventually consistent; <see cref="Horizon"/> says how far they see.</remarks>
public sealed class ClusterView
{
    /// <summary>The group of the product's own policies. They are what somebody wrote: none given, none there.</summary>
    public const string PolicyGroup = "safety.poly-k8s.io";

    private readonly ImmutableDictionary<GroupKind, ObjectSet> _kinds;
    private readonly ImmutableHashSet<GroupKind>? _pending;
    private readonly ProjectionCache _projected;
    private ConditionalWeakTable<object, object>? _kept;
    private ConcurrentDictionary<object, object>? _once;

    private ClusterView(ImmutableDictionary<GroupKind, ObjectSet> kinds, bool given, ImmutableHashSet<GroupKind>? pending, string horizon, ProjectionCache projected) =>
        (_kinds, IsGiven, _pending, Horizon, _projected) = (kinds, given, pending, horizon, projected);

    /// <summary>No view at all: every kind is <see cref="Knowledge.NotGiven"/>, but for policies.</summary>
    public static ClusterView NotGiven { get; } = new(ImmutableDictionary<GroupKind, ObjectSet>.Empty, given: false, null, "", new());

    /// <summary>A cluster that is known to hold nothing.</summary>
    public static ClusterView Empty { get; } = new(ImmutableDictionary<GroupKind, ObjectSet>.Empty, given: true, null, "", new());

    /// <summary>Whether there is any cluster state behind the view.</summary>
    public bool IsGiven { get; }

    /// <summary>The only kinds that are read from the cluster, all of each; null when everything there is was given.</summary>
    public ImmutableHashSet<GroupKind>? Watched { get; private init; }

    /// <summary>The newest resourceVersion the view has seen; empty for files.</summary>
    public string Horizon { get; }

    /// <summary>The built-in kinds of the Kubernetes version to judge for.</summary>
    public SchemaPack Schemas { get => field ??= SchemaPack.Newest; private init; }

    /// <summary>The kinds the view holds objects of.</summary>
    public IEnumerable<GroupKind> Kinds => _kinds.Keys;

    /// <summary>A view of exactly these objects.</summary>
    public static ClusterView Of(IEnumerable<Manifest> objects) => new(Empty.With(objects)._kinds, given: true, null, "", new());

    /// <summary>What is known about a kind.</summary>
    public Knowledge Knows(GroupKind kind) =>
        _pending?.Contains(kind) == true ? Knowledge.NotSynced
        : kind.Group == PolicyGroup || (IsGiven && (Watched is null || Watched.Contains(kind))) ? Knowledge.Known
        : Knowledge.NotGiven;

    /// <summary>The known objects of a kind.</summary>
    public ObjectSet Of(GroupKind kind) => _kinds.GetValueOrDefault(kind) ?? ObjectSet.Empty;

    /// <summary>The known objects of a kind.</summary>
    public ObjectSet Of(string group, string kind) => Of(new GroupKind(group, kind));

    /// <summary>This view with <paramref name="objects"/> in place of those of the same kind and name.</summary>
    public ClusterView With(IEnumerable<Manifest> objects)
    {
        var kinds = _kinds;
        foreach (var kind in objects.GroupBy(o => new GroupKind(o.Group, o.Kind)))
        {
            kinds = kinds.SetItem(kind.Key, Of(kind.Key).With(kind));
        }

        return ReferenceEquals(kinds, _kinds) ? this : Over(kinds);
    }

    /// <summary>This view with one object in place of that of the same kind and name.</summary>
    public ClusterView With(Manifest manifest)
    {
        var kind = new GroupKind(manifest.Group, manifest.Kind);
        return Over(_kinds.SetItem(kind, Of(kind).With(manifest)), kind);
    }

    /// <summary>This view without the object of that kind and name.</summary>
    public ClusterView Without(Manifest manifest)
    {
        var kind = new GroupKind(manifest.Group, manifest.Kind);
        var objects = Of(kind).Without(manifest.Namespace, manifest.Name);
        return ReferenceEquals(objects, Of(kind)) ? this : Over(_kinds.SetItem(kind, objects), kind);
    }

    /// <summary>This view with the policies of another in place of its own.</summary>
    public ClusterView WithPoliciesOf(ClusterView other) =>
        Over(_kinds.RemoveRange(_kinds.Keys.Where(IsPolicy)).SetItems(other._kinds.Where(k => IsPolicy(k.Key))));

    /// <summary>This view, judged by the built-in kinds of another version.</summary>
    public ClusterView With(SchemaPack schemas) => new(_kinds, IsGiven, _pending, Horizon, new()) { Schemas = schemas, Watched = Watched };

    /// <summary>This view with all objects of one kind replaced.</summary>
    public ClusterView With(GroupKind kind, ObjectSet objects, string horizon) =>
        new(_kinds.SetItem(kind, objects), given: true, _pending, horizon, _projected.Next()) { Schemas = Schemas, Watched = Watched };

    /// <summary>This view, in which <paramref name="kinds"/> are still being filled.</summary>
    public ClusterView Pending(ImmutableHashSet<GroupKind> kinds) => new(_kinds, given: true, kinds.IsEmpty ? null : kinds, Horizon, _projected.Next()) { Schemas = Schemas, Watched = Watched };

    /// <summary>This view, of a cluster from which only <paramref name="kinds"/> are read: of others nothing is known.</summary>
    public ClusterView Watching(ImmutableHashSet<GroupKind> kinds) => new(_kinds, IsGiven, _pending, Horizon, new()) { Schemas = Schemas, Watched = kinds };

    /// <summary>What <paramref name="projection"/> makes of this view; computed again only when one of its kinds changed.</summary>
    public T Get<T>(IProjection<T> projection)
        where T : class => (T)_projected.Get(projection, this);

    /// <summary>Brings everything that follows its objects one by one up to this view, so that no verdict has to.</summary>
    public void Follow() => _projected.Follow(this);

    /// <summary>What <paramref name="make"/> gives for an object beside the view; kept for as long as that object lives.</summary>
    internal T Kept<T>(object key, Func<T> make)
        where T : class => (T)Made(ref _kept, () => []).GetValue(key, _ => make());

    /// <summary>What <paramref name="make"/> gives for this view; kept for as long as the view lives.</summary>
    /// <param name="key">Stands for <paramref name="make"/>, of which there are few.</param>
    /// <param name="make">A pure function of the view.</param>
    internal T Once<T>(object key, Func<T> make)
        where T : class => (T)Made(ref _once, () => new(concurrencyLevel: 1, capacity: 3)).GetOrAdd(key, static (_, make) => make(), make);

    // An overlay of one change lives for one verdict: what it is not asked to keep must cost it nothing.
    private static TTable Made<TTable>(ref TTable? table, Func<TTable> make)
        where TTable : class => Volatile.Read(ref table) ?? Interlocked.CompareExchange(ref table, make(), null) ?? table;

    private ClusterView Over(ImmutableDictionary<GroupKind, ObjectSet> kinds, GroupKind? only = null) =>
        new(kinds, IsGiven, _pending, Horizon, new(this, only)) { Schemas = Schemas, Watched = Watched };

    private static bool IsPolicy(GroupKind kind) => kind.Group == PolicyGroup;
}
