// SafeGraph/dependency-cycle: objects must not wait for one another in a circle.
//
// A circle of declared dependencies is never applied, or silently stops being reconciled. What counts as declared:
//
//   config.kubernetes.io/depends-on     of kpt, Config Sync and cli-utils: group/kind/name or
//                                       group/namespaces/ns/kind/name, separated by commas
//   kapp.k14s.io/change-rule[.x]        `upsert after|before upserting GROUP`, GROUP from kapp.k14s.io/change-group[.x]
//   spec.dependsOn                      of Flux Kustomizations and HelmReleases
//   argocd.argoproj.io/sync-wave        where it contradicts one of the above: an object waits for one of a later wave
//
// Only a circle through the object being written is reported, and of those the shortest. Deleting is always allowed.
// An entry of depends-on that names no object is a finding of its own: the tools that read it refuse the whole set.
//
// Witness: {cycle: [{from, to, source}]}, each dependency starting where the last one ended.
using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.Rules.SafeGraph;

/// <summary>Objects must not wait for one another in a circle.</summary>
public sealed class DependencyCycle : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/dependency-cycle",
        Title = "objects must not wait for one another in a circle",
        Why = "tools that honour declared dependencies refuse a circle only when they apply it, or stop reconciling without a word; the change that closes the circle is the moment to say so",
        Reads = "annotations `config.kubernetes.io/depends-on`, `kapp.k14s.io/change-group`, `kapp.k14s.io/change-rule`, `argocd.argoproj.io/sync-wave`; `spec.dependsOn` of Flux kinds; witness {cycle: [{from, to, source}]}",
        Allows = "any dependencies without a circle through the object; drop one dependency of the circle",
        Scopes = [RuleScope.Writes("*", "*")],
        Severity = Severity.Error,
        Theorem = "SafeGraph.CyclesAreReal",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var subject = OrderedObject.Of(change.Object);
        var malformed = Malformed(change.Object);
        var cycle = new DependencyGraph(Overlaid(subject, change, view)).ShortestCycle(subject.Id);
        return cycle.IsEmpty ? malformed : [.. malformed, Found(cycle, subject.Id)];
    }

    private static IEnumerable<OrderedObject> Overlaid(OrderedObject subject, Change change, ClusterView view)
    {
        var beside = change.Beside.Select(OrderedObject.Of).DistinctBy(o => o.Id).Where(o => o.Id != subject.Id).ToDictionary(o => o.Id);
        return view.GetEach(OrderedObjects.Projection).SelectMany(kind => kind.Objects)
            .Where(o => o.Id != subject.Id && !beside.ContainsKey(o.Id))
            .Concat(beside.Values)
            .Append(subject);
    }

    private static ImmutableArray<Finding> Malformed(Manifest manifest)
    {
        var annotation = manifest.Root.At("metadata", "annotations")?[DependsOn.Annotation];
        return annotation is not { Kind: NodeKind.String } ? [] : [.. DependsOn.Parse(annotation.Text).Problems.Select(problem => new Finding
        {
            Reason = "malformed dependency",
            Detail = problem,
            Path = PathOf(DependsOn.Annotation),
            Witness = ManifestNode.Object(("value", ManifestNode.Of(annotation.Text))),
            Fix = "name each object once, in that form",
            At = annotation,
            Key = problem,
        })];
    }

    private static Finding Found(ImmutableArray<Dependency> cycle, ObjectId subject)
    {
        var names = cycle.Select(d => $"`{d.From}`").Append($"`{cycle[0].From}`");
        var own = cycle.FirstOrDefault(d => d.Owner == subject) ?? cycle[0];
        return new()
        {
            Reason = "dependency cycle",
            Detail = string.Join(" waits for ", names),
            Path = own.Owner == subject ? PathOf(own.Source) : "",
            Witness = ManifestNode.Object(("cycle", ManifestNode.Array([.. cycle.Select(d => ManifestNode.Object(
                ("from", ManifestNode.Of(d.From.ToString())),
                ("to", ManifestNode.Of(d.To.ToString())),
                ("source", ManifestNode.Of(d.Source))))]))),
            Fix = own.Source == OrderedObject.WaveAnnotation
                ? $"give `{own.To}` a wave that is not before that of `{own.From}`, or drop the dependency between them"
                : $"remove `{own.To}` from what `{own.From}` waits for (`{own.Source}`), or drop another dependency of the circle",
            At = own.Owner == subject ? own.At : null,
            Key = string.Join('\n', cycle.Select(d => d.From.ToString()).Order(StringComparer.Ordinal)),
        };
    }

    private static string PathOf(string source) => source.StartsWith("spec.", StringComparison.Ordinal) ? source : $"metadata.annotations[{source}]";
}
