// SafeSchema/default-conflict
//
// Two SchemaConstraints that can match one object must not set one field to different values.
//
// Intent. Where no two constraints disagree, the order in which defaults are set does not matter: that is proved. Where two
// do, whichever came first would win, and nobody could tell which; so neither is set, and this rule says so when the
// constraint is written.
//
// Looks at. The defaults, kinds and namespace selectors of the constraint and of all others.
//
// Allows. The same value from both; different values for kinds or namespaces that cannot be the same (selectors that ask
// different values of one label).
//
// Witness: {constraint, path, value, otherValue}: the other constraint, the field, and the value of each.
using System.Globalization;
using PolyK8s.Engine.Defaulting;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine.Rules.SafeSchema;

/// <summary>No two constraints disagree about a default.</summary>
public sealed class DefaultConflict : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeSchema/default-conflict",
        Title = "two SchemaConstraints do not disagree about a default",
        Why = "where two constraints set one field to different values the result would depend on their order; neither is set, and the author of the later one should know",
        Reads = "the defaults, kinds and namespace selectors of all SchemaConstraints; the witness names the other constraint, the field and both values",
        Allows = "equal values, and different ones for kinds or namespaces that cannot be the same; agree on one value or narrow `match`",
        Scopes = [RuleScope.Writes(ClusterView.PolicyGroup, "SchemaConstraint")],
        Severity = Severity.Error,
        Theorem = "DefaultTrees.OrderDoesNotMatter",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        if (change.After is not { } after || SchemaConstraintReader.Read(after) is not { Faults.IsEmpty: true, Constraint: var constraint })
        {
            return [];
        }

        return change.WorldAfter(view).Get(ConstraintBook.FromView.Only).All
            .Where(other => other.Name != constraint.Name && Meet(constraint, other))
            .SelectMany(other => Clashes(constraint, other));
    }

    private static bool Meet(Policy.SchemaConstraint one, Policy.SchemaConstraint other) =>
        one.Kinds.Any(kind => other.Kinds.Any(k => SameKind(kind, k)))
        && (one.Namespaces is null || other.Namespaces is null || !one.Namespaces.NeverWith(other.Namespaces));

    // `Deployment` names the kind in every group.
    private static bool SameKind(string one, string other) =>
        one == other || other.StartsWith(one + ".", StringComparison.Ordinal) || one.StartsWith(other + ".", StringComparison.Ordinal);

    private static IEnumerable<Finding> Clashes(Policy.SchemaConstraint constraint, Policy.SchemaConstraint other)
    {
        var both = constraint.Defaults.Select(d => (constraint.Name, d)).Concat(other.Defaults.Select(d => (other.Name, d)));
        foreach (var clash in DefaultClash.Among(both))
        {
            var (mine, theirs) = (constraint.Defaults.Single(d => d.Path.SequenceEqual(clash.Path)), other.Defaults.Single(d => d.Path.SequenceEqual(clash.Path)));
            var path = DefaultPath.Text(clash.Path);
            yield return new()
            {
                Reason = "defaults disagree",
                Detail = $"`{path}` is `{mine.Value}` here and `{theirs.Value}` in constraint `{other.Name}`, and both can match one object: neither is set",
                Path = string.Create(CultureInfo.InvariantCulture, $"spec.defaults[{constraint.Defaults.IndexOf(mine)}]"),
                At = mine.At,
                Key = $"{path}\n{other.Name}",
                Witness = ManifestNode.Object(
                    ("constraint", ManifestNode.Of(other.Name)), ("path", ManifestNode.Of(path)), ("value", mine.Value), ("otherValue", theirs.Value)),
                Fix = "agree on one value, or narrow `match` so that no object is matched by both",
            };
        }
    }
}
