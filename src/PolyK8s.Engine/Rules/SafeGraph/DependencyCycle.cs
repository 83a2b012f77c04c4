using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/dependency-cycle
//
// Nothing waits for itself. Objects can say what is to be applied before them; when the circle closes, the tool that
// applies them refuses or waits for ever, and says so only then, if at all. This rule finds the circle when it is drawn.
//
// Looked at, on objects of every kind: `config.kubernetes.io/depends-on` (cli-utils, kpt, Config Sync),
// `kapp.k14s.io/change-group` and `kapp.k14s.io/change-rule` with their suffixes (kapp; among objects with the same label
// `kapp.k14s.io/app`), `spec.dependsOn` of Flux Kustomizations and HelmReleases, and `argocd.argoproj.io/sync-wave`: an
// object that depends on one in a later wave contradicts itself, because the later one is applied after it. Waves alone
// make no circle. kapp orders applying and deleting apart, and so are they judged here; a rule that mixes the two orders
// nothing within either.
//
// Found: a shortest circle through the changed object. Circles it is not part of are not its fault and not reported.
// An entry of an annotation that its tool cannot read is a finding of its own.
//
// Allowed: everything else; an object may wait for one that does not exist yet. Deleting is never judged. Without the
// cluster's other objects the circles among the files given are still found.

/// <summary>Objects that wait for themselves, by whatever way round.</summary>
public sealed class DependencyCycle : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/dependency-cycle",
        Title = "nothing waits for itself",
        Why = "objects that wait for one another in a circle are never applied: the tool refuses the whole set or waits for ever",
        Reads = "`config.kubernetes.io/depends-on`, `kapp.k14s.io/change-group` and `change-rule`, `argocd.argoproj.io/sync-wave`, and `spec.dependsOn` of Flux; "
            + "the witness lists the circle (`cycle`): each object, what it waits for and the annotation or field that says so",
        Allows = "any order without a circle, also on objects that do not exist yet; remove one of the dependencies of the circle",
        Scopes = [RuleScope.Writes("*", "*")],
        Severity = Severity.Error,
        Theorem = "SafeGraph.ACycleMeansNoOrder",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var order = DeclaredOrder.Of(change, view);
        foreach (var malformed in order.Subject.Malformed)
        {
            yield return Unreadable(malformed);
        }

        foreach (var phase in Phases)
        {
            if (order.Cycle(phase) is { IsEmpty: false } cycle)
            {
                yield return Circle(change.Object, order.Subject, cycle, phase);
            }
        }
    }

    private static readonly ImmutableArray<string> Phases = ["upsert", "delete"];

    private static Finding Circle(Manifest subject, OrderedObject self, ImmutableArray<Edge> cycle, string phase)
    {
        var own = cycle.FirstOrDefault(e => e.By == self.Key);
        var path = own?.Path ?? (self.Groups.Length > 0 ? $"metadata.annotations[{self.Groups[0].Source}]" : "metadata");
        return new()
        {
            Reason = "waits for itself",
            Detail = $"{(phase == "delete" ? "on deletion " : "")}{string.Join(" waits for ", cycle.Select(e => $"`{e.Waiting}`"))} waits for `{self.Key}`",
            Path = path,
            At = own is null ? null : subject.Root.At("metadata", "annotations")?[own.Source] ?? subject.Root.At("spec", "dependsOn"),
            Key = $"{phase} {string.Join(' ', cycle.Select(e => e.Waiting.ToString()).Order(StringComparer.Ordinal))}",
            Witness = ManifestNode.Object(("phase", ManifestNode.Of(phase)), ("cycle", ManifestNode.Array([.. cycle.Select(e => e.AsWitness())]))),
            Fix = cycle is [var only]
                ? $"remove the object itself from `{only.Source}`"
                : $"remove one of the dependencies of the circle, for instance from `{(own ?? cycle[0]).Source}` of `{(own ?? cycle[0]).By}`",
        };
    }

    private static Finding Unreadable(Malformed malformed) => new()
    {
        Reason = "malformed order",
        Detail = $"{malformed.Problem}: `{malformed.Text.ReplaceLineEndings(" ")}`",
        Path = malformed.Path,
        At = malformed.At,
        Key = $"{malformed.Path} {malformed.Text}",
        Witness = ManifestNode.Object(("text", ManifestNode.Of(malformed.Text)), ("accepted", ManifestNode.Of(malformed.Accepted))),
        Fix = $"write {malformed.Accepted}",
    };
}
