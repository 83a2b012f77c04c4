using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Indexes;

/// <summary>Which objects of one kind stand under which keys.</summary>
/// <typeparam name="TKey">What they are looked up by.</typeparam>
/// <param name="ByKey">The names under each key.</param>
public sealed record Postings<TKey>(ImmutableDictionary<TKey, ImmutableHashSet<ObjectName>> ByKey)
    where TKey : notnull
{
    /// <summary>The names under a key.</summary>
    public ImmutableHashSet<ObjectName> Under(TKey key) => ByKey.GetValueOrDefault(key) ?? [];

    /// <summary>The names under any of some keys, each once and in order of the name.</summary>
    public IReadOnlyCollection<ObjectName> UnderAny(IEnumerable<TKey> keys)
    {
        HashSet<ObjectName>? found = null;
        if (!ByKey.IsEmpty)
        {
            foreach (var key in keys)
            {
                if (ByKey.TryGetValue(key, out var names))
                {
                    (found ??= []).UnionWith(names);
                }
            }
        }

        return found is null ? [] : found.Count == 1 ? found : [.. found.OrderBy(n => n.Name, StringComparer.Ordinal)];
    }
}

/// <summary>An index of the objects of one kind, kept up to date object by object.</summary>
/// <typeparam name="TKey">What they are looked up by.</typeparam>
/// <param name="Kind">The kind. Two indexes of one type and kind are one.</param>
public abstract record PostingsOf<TKey>(GroupKind Kind) : IIncrementalProjection<Postings<TKey>>
    where TKey : notnull
{
    private readonly ImmutableArray<GroupKind> _kinds = [Kind];
    private int _hash;

    /// <inheritdoc />
    public ImmutableArray<GroupKind> Kinds => _kinds;

    /// <inheritdoc />
    public virtual bool Equals(PostingsOf<TKey>? other) => ReferenceEquals(this, other) || (other is not null && EqualityContract == other.EqualityContract && Kind == other.Kind);

    /// <inheritdoc />
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = HashCode.Combine(EqualityContract, Kind);

    /// <inheritdoc />
    public Postings<TKey> Project(ClusterView view)
    {
        var index = ImmutableDictionary.CreateBuilder<TKey, ImmutableHashSet<ObjectName>>();
        foreach (var manifest in view.Of(Kind).All)
        {
            Add(index, manifest);
        }

        return new(index.ToImmutable());
    }

    /// <inheritdoc />
    public Postings<TKey> Next(Postings<TKey> previous, ImmutableArray<ObjectDelta> deltas, ClusterView view)
    {
        var index = previous.ByKey.ToBuilder();
        foreach (var delta in deltas)
        {
            if (delta.Before is { } before)
            {
                Remove(index, before);
            }

            if (delta.After is { } after)
            {
                Add(index, after);
            }
        }

        return new(index.ToImmutable());
    }

    /// <summary>The keys an object stands under.</summary>
    protected abstract IEnumerable<TKey> KeysOf(Manifest manifest);

    private void Add(ImmutableDictionary<TKey, ImmutableHashSet<ObjectName>>.Builder index, Manifest manifest)
    {
        var name = new ObjectName(manifest.Namespace, manifest.Name);
        foreach (var key in KeysOf(manifest))
        {
            index[key] = (index.TryGetValue(key, out var names) ? names : []).Add(name);
        }
    }

    private void Remove(ImmutableDictionary<TKey, ImmutableHashSet<ObjectName>>.Builder index, Manifest manifest)
    {
        var name = new ObjectName(manifest.Namespace, manifest.Name);
        foreach (var key in KeysOf(manifest))
        {
            if (index.TryGetValue(key, out var names) && names.Remove(name) is var left)
            {
                _ = left.IsEmpty ? index.Remove(key) : (index[key] = left) is not null;
            }
        }
    }
}
