using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Defaulting;

/// <summary>The defaults of all constraints that match an object, as the one tree that is filled in: none comes before another.</summary>
internal sealed class DefaultTree
{
    private readonly DefaultKernel _kernel;

    private DefaultTree(DefaultKernel kernel, ImmutableArray<string> notes) => (_kernel, Notes) = (kernel, notes);

    /// <summary>What is not set and why, one line each: defaults that clash, or have no place in the kind.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>What an object grows by; null when it stays as it is.</summary>
    public Growth? GrowthOf(ManifestNode root) => _kernel.IsEmpty ? null : _kernel.GrowthOf(root);

    /// <summary>The tree of some constraints for a kind; whatever is wrong with a default leaves that default out and no other.</summary>
    /// <param name="constraints">The constraints, in the order of their names.</param>
    /// <param name="kind">The kind's schema; null when it is not known, then every default is taken to have a place.</param>
    public static DefaultTree Of(ImmutableArray<SchemaConstraint> constraints, KindSchema? kind)
    {
        var all = constraints.SelectMany(c => c.Defaults.Select(d => (Constraint: c.Name, Default: d))).ToImmutableArray();
        var clashes = DefaultClash.Among(all).ToImmutableArray();
        var notes = clashes.Select(clash => clash.Sentence).ToHashSet(StringComparer.Ordinal);
        var kept = all.Where(d => !clashes.Any(clash => clash.Path.SequenceEqual(d.Default.Path))).Select(d => d.Default).ToImmutableArray();
        while (true)
        {
            var kernel = new DefaultKernel(WithParents(kept, kind));
            var misfits = kind is null ? [] : Deepest([.. kernel.Misfits(kind), .. Keys(kept, kind)]);
            if (misfits.IsEmpty)
            {
                return new(kernel, [.. notes.Order(StringComparer.Ordinal)]);
            }

            // Every round leaves out at least one: the path of a misfit is that of a default, or of one above it.
            notes.UnionWith(misfits.Select(m => $"the default of `{DefaultPath.Text(m.Path)}` has no place in {kind!.Kind}: {m.Problem}"));
            kept = [.. kept.Where(d => !misfits.Any(m => IsAbove(m.Path, d.Path)))];
        }
    }

    /// <summary>The misfits of one constraint's defaults in a kind.</summary>
    public static ImmutableArray<(ImmutableArray<DefaultStep> Path, string Problem)> Misfits(SchemaConstraint constraint, KindSchema kind) =>
        Deepest([.. new DefaultKernel(WithParents(constraint.Defaults, kind)).Misfits(kind), .. Keys(constraint.Defaults, kind)]);

    // The schemas of built-in kinds do not refuse equal elements themselves, so the kernel does not ask; the server's validation does.
    private static IEnumerable<(ImmutableArray<DefaultStep> Path, string Problem)> Keys(ImmutableArray<ConstraintDefault> defaults, KindSchema kind) => defaults
        .Where(d => d.Path is [.., { IsEvery: true }, var last] && SchemaPath.At(kind, d.Path[..^2]) is var at && at >= 0
            && kind.Table[at] is { Closed: false, ListType: ListType.Map } list && list.Keys.Contains(last.Name!))
        .Select(d => (d.Path, $"`{d.Path[^1].Name}` tells the elements of this list apart; a default would make them alike"));

    // What is wrong inside of a value makes the value wrong: the inner one is at fault.
    private static ImmutableArray<(ImmutableArray<DefaultStep> Path, string Problem)> Deepest(ImmutableArray<(ImmutableArray<DefaultStep> Path, string Problem)> misfits) =>
        [.. misfits.Where(m => !misfits.Any(other => other.Path.Length > m.Path.Length && IsAbove(m.Path, other.Path)))];

    // A record that is missing on the way is made as an empty one, unless a default says what it is to be. A list is not, and
    // neither is a record that the kind requires: an object without it is refused, and an empty one would not make it whole.
    private static IEnumerable<(ImmutableArray<DefaultStep> Path, ManifestNode Value)> WithParents(ImmutableArray<ConstraintDefault> defaults, KindSchema? kind)
    {
        var given = defaults.Select(d => DefaultPath.Text(d.Path)).ToHashSet(StringComparer.Ordinal);
        return defaults.Select(d => (d.Path, d.Value)).Concat(defaults
            .Where(d => d.CreatesParents)
            .SelectMany(d => Records(d.Path))
            .Where(path => !IsRequired(path, kind) && given.Add(DefaultPath.Text(path)))
            .Select(path => (path, ManifestNode.Object())));
    }

    private static bool IsRequired(ImmutableArray<DefaultStep> path, KindSchema? kind) =>
        kind is not null && SchemaPath.At(kind, path[..^1]) is var at && at >= 0 && kind.Table[at].Fields.Any(f => f.Required && f.Name == path[^1].Name && kind.Table[f.Schema].Shape == Shape.Record);

    private static IEnumerable<ImmutableArray<DefaultStep>> Records(ImmutableArray<DefaultStep> path)
    {
        var first = path.LastIndexOf(DefaultStep.Every) + 2;
        return Enumerable.Range(first, Math.Max(0, path.Length - first)).Select(n => path[..n]);
    }

    private static bool IsAbove(ImmutableArray<DefaultStep> above, ImmutableArray<DefaultStep> path) =>
        above.Length <= path.Length && path[..above.Length].SequenceEqual(above);
}
