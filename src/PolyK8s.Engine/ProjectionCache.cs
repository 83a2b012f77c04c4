using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace PolyK8s.Engine;

/// <summary>The projections of one view, made when first asked for.</summary>
/// <remarks>
/// A view made by a watch event starts from the results of the one before; a view laid over another (<paramref name="below"/>)
/// asks that one. Each view has a cache of its own: judging by an older view, or by an overlay, never throws away what
/// the newest needs.
/// </remarks>
/// <param name="below">The view under an overlay; null for a view of its own.</param>
/// <param name="only">The one kind in which an overlay differs from the view under it; null when there may be several.</param>
internal sealed class ProjectionCache(ClusterView? below = null, GroupKind? only = null)
{
    // Beyond this, more steps than objects are slower than a fresh start.
    private const int Few = 16;

    // Most caches are of the overlay of one change and hold a handful.
    private readonly ConcurrentDictionary<object, Projected> _results = new(concurrencyLevel: 1, capacity: 7);

    // What takes long is made once, by the first that asks; a projection that asks for another waits for that one only.
    private readonly ConcurrentDictionary<object, Lock> _making = new(concurrencyLevel: 1, capacity: 7);

    // Stands for this cache where keeping it would keep its view.
    private readonly object _self = new();

    private ProjectionCache(ClusterView? below, IEnumerable<KeyValuePair<object, Projected>> results)
        : this(below, only: null) => _results = new(results);

    /// <summary>The cache of the view that comes after.</summary>
    public ProjectionCache Next() => new(below, _results);

    /// <summary>The result of a projection.</summary>
    public object Get<T>(IProjection<T> projection, ClusterView view)
        where T : class
    {
        var kinds = projection.Kinds;
        var known = _results.GetValueOrDefault(projection);
        if (known is not null && (known.IsFor(_self) || IsOf(known.Sources, kinds, view)))
        {
            return known.For(_self).Result;
        }

        if (known is null && below is not null && (only is { } kind ? !kinds.Contains(kind) : AreAlike(kinds, below, view)))
        {
            return below.Get(projection);
        }

        lock (_making.GetOrAdd(projection, static _ => new()))
        {
            return Made(projection, view, [.. kinds.Select(view.Of)]);
        }
    }

    /// <summary>Steps every projection that can follow to <paramref name="view"/>.</summary>
    public void Follow(ClusterView view)
    {
        foreach (var projection in _results.Keys)
        {
            if (projection is IFollowing and IProjection<object> following)
            {
                Get(following, view);
            }
        }
    }

    private object Made<T>(IProjection<T> projection, ClusterView view, ImmutableArray<ObjectSet> sources)
        where T : class
    {
        var known = _results.GetValueOrDefault(projection);
        if (known is not null && Same(known.Sources, sources))
        {
            return known.For(_self).Result;
        }

        var result = Followed(projection, view, known, sources) ?? projection.Project(view);
        _results[projection] = new Projected(sources, result).For(_self);
        return result;
    }

    private object? Followed<T>(IProjection<T> projection, ClusterView view, Projected? known, ImmutableArray<ObjectSet> sources)
        where T : class
    {
        if (projection is not IFollowing following)
        {
            return null;
        }

        var start = known ?? (below is null ? null : new Projected([.. projection.Kinds.Select(below.Of)], below.Get(projection)));
        return start is not null && Deltas(projection.Kinds, start.Sources, sources) is { } deltas && deltas.Length <= sources.Sum(s => s.Count) + Few
            ? following.Follow(start.Result, deltas, view)
            : null;
    }

    private static ImmutableArray<ObjectDelta>? Deltas(ImmutableArray<GroupKind> kinds, ImmutableArray<ObjectSet> before, ImmutableArray<ObjectSet> after)
    {
        var deltas = ImmutableArray.CreateBuilder<ObjectDelta>();
        for (var i = 0; i < kinds.Length; i++)
        {
            if (ReferenceEquals(before[i], after[i]))
            {
                continue;
            }

            if (after[i].Since(before[i]) is not { } changes)
            {
                return null;
            }

            deltas.AddRange(changes.Select(change => new ObjectDelta(kinds[i], change.Before, change.After)));
        }

        return deltas.DrainToImmutable();
    }

    private static bool Same(ImmutableArray<ObjectSet> left, ImmutableArray<ObjectSet> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (!ReferenceEquals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOf(ImmutableArray<ObjectSet> sources, ImmutableArray<GroupKind> kinds, ClusterView view)
    {
        for (var i = 0; i < kinds.Length; i++)
        {
            if (!ReferenceEquals(sources[i], view.Of(kinds[i])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreAlike(ImmutableArray<GroupKind> kinds, ClusterView left, ClusterView right)
    {
        foreach (var kind in kinds)
        {
            if (!ReferenceEquals(left.Of(kind), right.Of(kind)))
            {
                return false;
            }
        }

        return true;
    }

    // A result is handed on from view to view; the last that found its sources to be its own need not look again.
    private sealed class Projected(ImmutableArray<ObjectSet> sources, object result)
    {
        private volatile object? _last;

        public ImmutableArray<ObjectSet> Sources => sources;

        public object Result => result;

        public bool IsFor(object cache) => ReferenceEquals(_last, cache);

        public Projected For(object cache)
        {
            if (!IsFor(cache))
            {
                _last = cache;
            }

            return this;
        }
    }
}
