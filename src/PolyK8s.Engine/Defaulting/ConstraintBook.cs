using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Defaulting;

/// <summary>The constraints of a view that can be used, in the order of their names.</summary>
internal sealed class ConstraintBook
{
    // One tree for each kind and each set of constraints that namespaces select: a few dozen in a cluster. Beyond, trees are made anew.
    private const int MostTrees = 4096;

    private readonly FrozenDictionary<string, ImmutableArray<SchemaConstraint>> _byKind;
    private readonly ConcurrentDictionary<(KindSchema? Schema, string Constraints), DefaultTree> _trees = new();

    private ConstraintBook(ImmutableArray<SchemaConstraint> constraints)
    {
        All = constraints;
        _byKind = constraints.SelectMany(c => c.Kinds.Distinct(StringComparer.Ordinal).Select(kind => (kind, c)))
            .GroupBy(pair => pair.kind, pair => pair.c, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>The constraints.</summary>
    public ImmutableArray<SchemaConstraint> All { get; }

    /// <summary>The constraints for a kind, whatever the namespace.</summary>
    public ImmutableArray<SchemaConstraint> For(GroupKind kind)
    {
        var (plain, full) = (_byKind.GetValueOrDefault(kind.Kind, []), kind.Group.Length == 0 ? [] : _byKind.GetValueOrDefault(kind.ToString(), []));
        return plain.IsEmpty || full.IsEmpty ? (plain.IsEmpty ? full : plain) : [.. plain.Union(full).OrderBy(c => c.Name, StringComparer.Ordinal)];
    }

    /// <summary>The one tree of some constraints for a kind.</summary>
    public DefaultTree Tree(ImmutableArray<SchemaConstraint> constraints, KindSchema? schema)
    {
        var key = (schema, string.Join('\n', constraints.Select(c => c.Name)));
        return _trees.TryGetValue(key, out var tree) ? tree
            : _trees.Count >= MostTrees ? DefaultTree.Of(constraints, schema)
            : _trees.GetOrAdd(key, _ => DefaultTree.Of(constraints, schema));
    }

    /// <summary>Reads the constraints of a view; kept until one of them changes.</summary>
    internal sealed class FromView : IProjection<ConstraintBook>
    {
        /// <summary>The one projection.</summary>
        public static readonly FromView Only = new();

        /// <inheritdoc />
        public ImmutableArray<GroupKind> Kinds { get; } = [SchemaConstraint.GroupKind];

        /// <inheritdoc />
        public ConstraintBook Project(ClusterView view) => new([.. view.Of(SchemaConstraint.GroupKind).All
            .Select(SchemaConstraintReader.Read)
            .Where(read => read.Faults.IsEmpty)
            .Select(read => read.Constraint)
            .OrderBy(constraint => constraint.Name, StringComparer.Ordinal)]);
    }
}
