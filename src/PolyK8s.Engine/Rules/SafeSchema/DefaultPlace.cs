// SafeSchema/default-place
//
// Every default of a SchemaConstraint must have a place in the kinds it is for.
//
// Intent. A default whose field does not exist, or whose value the field does not take, would make good objects bad: the
// API server would refuse what its author wrote correctly. That a default with a place keeps every conforming object
// conforming is proved; this rule finds the others when the constraint is written. They are never set.
//
// Looks at. The defaults and kinds of the constraint, and the schema of each kind: built in, or of a
// CustomResourceDefinition of the cluster. A field the API server itself fills in before it asks any webhook is warned of:
// such a default never takes effect.
//
// Allows. Fields the kind declares, with values they take; records and maps on the way, lists by `[*]`. Not what tells the
// elements of a list apart, and nothing inside a list whose elements must differ as a whole.
//
// Witness: {kind, path, value}.
using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Defaulting;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Mutation;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Rules.SafeSchema;

/// <summary>Defaults have a place in the kinds they are for.</summary>
public sealed class DefaultPlace : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeSchema/default-place",
        Title = "a default has a place in the kinds it is for",
        Why = "a default for a field that does not exist, or with a value the field does not take, would have the API server refuse objects whose authors made no mistake",
        Reads = "the defaults and kinds of the SchemaConstraint, and the schemas of these kinds; the witness names the kind, the path and the value",
        Allows = "fields the kind declares, with values they take; correct the path or the value, or name other kinds",
        Scopes = [RuleScope.Writes(ClusterView.PolicyGroup, "SchemaConstraint")],
        Severity = Severity.Error,
        Theorem = "DefaultPlaces.FillingKeepsADocumentConforming",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        if (change.After is not { } after || SchemaConstraintReader.Read(after) is not { Faults.IsEmpty: true, Constraint: { Defaults.IsEmpty: false } constraint })
        {
            return [];
        }

        var known = view.Schemas.Kinds.Concat(view.Get(CustomKinds.FromView.Only).All);
        var kinds = known.Where(k => constraint.Names(new(k.Group, k.Kind))).ToLookup(k => new GroupKind(k.Group, k.Kind));
        return kinds.SelectMany(versions => Misplaced(constraint, [.. versions]))
            .Concat(kinds.Where(versions => versions.All(k => !k.IsCustom)).SelectMany(versions => SetAnyway(constraint, versions.Key)))
            .DistinctBy(finding => finding.Key);
    }

    // A default has a place if any version of the kind has one for it: in the others it is left out.
    private static IEnumerable<Finding> Misplaced(Policy.SchemaConstraint constraint, ImmutableArray<KindSchema> versions) => versions
        .Select(version => DefaultTree.Misfits(constraint, version).DistinctBy(m => DefaultPath.Text(m.Path)))
        .SelectMany(misfits => misfits)
        .GroupBy(m => DefaultPath.Text(m.Path), StringComparer.Ordinal)
        .Where(misfit => misfit.Count() == versions.Length)
        .Select(misfit => Found(constraint, versions[0].Kind, misfit.First().Path, Severity.Error, "no place", misfit.First().Problem, "correct the path or the value, or name other kinds in `match.kinds`"));

    private static IEnumerable<Finding> SetAnyway(Policy.SchemaConstraint constraint, GroupKind kind) => constraint.Defaults
        .Where(d => StoredForm.IsFilledIn(d.Path[^1].Name!) && (d.Path.Length > 1 && d.Path[0].Name == "spec"))
        .Select(d => Found(constraint, kind.Kind, d.Path, Severity.Warning, "set anyway", "the API server fills it in before it asks a webhook, so this default never takes effect", "leave it out"));

    private static Finding Found(Policy.SchemaConstraint constraint, string kind, ImmutableArray<DefaultStep> path, Severity severity, string reason, string problem, string fix)
    {
        var text = DefaultPath.Text(path);
        // Of several below the path, one that takes a list for a record comes first.
        var culprit = constraint.Defaults.Where(d => d.Path.Length >= path.Length && d.Path[..path.Length].SequenceEqual(path))
            .OrderBy(d => d.Path.Length > path.Length && d.Path[path.Length].IsEvery).FirstOrDefault() ?? constraint.Defaults[0];
        return new()
        {
            Severity = severity,
            Reason = reason,
            Detail = $"`{text}` of {kind}: {problem}",
            Path = string.Create(CultureInfo.InvariantCulture, $"spec.defaults[{constraint.Defaults.IndexOf(culprit)}]"),
            At = culprit.At,
            Key = $"{kind}\n{text}\n{reason}",
            Witness = ManifestNode.Object(("kind", ManifestNode.Of(kind)), ("path", ManifestNode.Of(text)), ("value", culprit.Value)),
            Fix = fix,
        };
    }
}
