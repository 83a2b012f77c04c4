using System.Collections.Immutable;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine.Defaulting;

/// <summary>Which constraints are for the objects of a namespace, as far as its labels are known.</summary>
/// <param name="Matching">Those that are.</param>
/// <param name="Unknown">Those that select namespaces by labels, while the namespace is not known.</param>
internal sealed record NamespaceMatch(ImmutableArray<SchemaConstraint> Matching, ImmutableArray<SchemaConstraint> Unknown)
{
    /// <summary>Sorts constraints by a namespace.</summary>
    public static NamespaceMatch Of(ImmutableArray<SchemaConstraint> constraints, string ns, ClusterView view)
    {
        if (constraints.All(c => c.Namespaces is null))
        {
            return new(constraints, []);
        }

        var known = view.Of("", "Namespace").Find("", ns);
        if (ns.Length == 0 || known is not null)
        {
            var labels = known is null ? null : NamespaceLabels.Named(ns, known.Root.At("metadata", "labels"));
            return new([.. constraints.Where(c => c.Selects(ns, labels))], []);
        }

        // Of a namespace that is not known, its name is: every API server keeps it as a label.
        var name = NamespaceLabels.Named(ns, null);
        var decided = constraints.ToLookup(c => c.Namespaces is null || c.Namespaces.Asks.All(label => label == NamespaceLabels.Name));
        return new([.. decided[true].Where(c => c.Selects(ns, name))], [.. decided[false]]);
    }
}
