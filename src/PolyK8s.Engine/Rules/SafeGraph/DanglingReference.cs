using System.Collections.Immutable;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/dangling-reference
//
// What an object needs is there. A Pod whose ConfigMap is missing stays in CreateContainerConfigError, an Ingress without
// its Service answers with errors, an HPA without its Deployment scales nothing, and none of that is refused.
//
// Looked at: every row of the edge catalogue whose target is required: what Pods and workloads, volumes and claims,
// Ingresses and routes, autoscalers, bindings, webhooks, APIServices and others name; of ConfigMaps also the keys, where
// their data is known; the parameters an admission policy is bound with; budgets whose selector takes nothing; and Pods
// that ask for a node with labels that none has. `docs/graph.md` lists the rows.
//
// Allowed: a target in the same request, or of a kind that is not known whole; references with `optional: true`; what every
// cluster has by itself (the ServiceAccount `default`, the roles of Kubernetes, `kube-root-ca.crt`). Applying in any order
// is legitimate, so this warns and never denies.

/// <summary>References to objects that are not there.</summary>
public sealed class DanglingReference : IRule
{
    // Comparing names costs a look at each; of so many, in a large cluster, nobody waits for a guess.
    private const int MostCompared = 200;

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/dangling-reference",
        Title = "what an object needs is there",
        Why = "a missing ConfigMap, Secret, claim, Service or role is not refused when it is named; the Pod does not start, the route answers with errors, the binding grants nothing",
        Reads = "every field of the edge catalogue, and the keys of ConfigMaps; the witness has the target (`target`), what happens without it (`effect`), and the kind of edge (`edge`)",
        Allows = "targets in the same request, `optional: true`, what every cluster has by itself, and kinds that are not known whole; create the target first, or name the right one",
        Scopes = [RuleScope.Writes("*", "*")],
        Severity = Severity.Warning,
        Theorem = null,
        NeedsKinds = [new("", "Namespace")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (world, subject) = (change.WorldAfter(view), change.Object);
        if (Controlled.Is(subject))
        {
            yield break;
        }

        foreach (var reference in change.ReferencesOf(subject).Concat(PolicyParameters.Of(subject, world)).Where(r => r.IsRequired && r.Row.Kind != EdgeKind.Owns))
        {
            if (Presence.IsMissing(reference.Target, world))
            {
                yield return Missing(reference, world);
            }
            else if (MissingKeys(reference, world) is { IsEmpty: false } keys)
            {
                yield return MissingKey(reference, keys);
            }
        }

        foreach (var selection in subject.Kind == "PodDisruptionBudget" ? Selection.Of(subject) : [])
        {
            if (!MakersByLabel.Selected(world, selection).Any())
            {
                yield return SelectsNothing(selection);
            }
        }

        if (WithoutNode(subject, world) is { } place)
        {
            yield return NoNode(place);
        }
    }

    // Null where no node is known, and where the Pods go to any.
    private static Selection? WithoutNode(Manifest subject, ClusterView world) =>
        PodTemplate.Of(subject) is { } template && RequiredNodeAffinity.Asks(template.Spec) && world.Of("", "Node") is { Count: > 0 } nodes && !nodes.All.Any(node => RequiredNodeAffinity.Takes(template.Spec, node))
            ? Selection.Of(subject).FirstOrDefault(s => s.Row.Of == "Pods" && s.Row.To.Kind is not null)
            : null;

    private static ImmutableArray<string> MissingKeys(Reference reference, ClusterView world)
    {
        var target = reference.Target;
        if (reference.Keys.IsEmpty || world.Of(target.Kind).Find(target.Name.Namespace, target.Name.Name) is not { } found || (found.Root["data"] is null && found.Root["binaryData"] is null))
        {
            return [];
        }

        return [.. reference.Keys.Where(key => found.Root.At("data", key) is null && found.Root.At("binaryData", key) is null)];
    }

    private static Finding Missing(Reference reference, ClusterView world) => new()
    {
        Severity = Severity.Warning,
        Reason = "refers to what is not there",
        Detail = $"there is no `{reference.Target}`: {reference.Row.Missing}{Elsewhere(reference.Target, world)}",
        Path = reference.Path,
        At = reference.At,
        Key = $"{reference.Row.Field} {reference.Target}",
        Witness = Evidence(reference),
        Fix = $"create `{reference.Target}` first, or name an object that is there",
    };

    private static string Elsewhere(ObjectKey target, ClusterView world) =>
        world.Of(target.Kind) is { Count: <= MostCompared } all && NearestName.Of(target.Name.Name, all.All.Where(o => o.Namespace == target.Name.Namespace).Select(o => o.Name).Order(StringComparer.Ordinal)) is { } near ? $"; there is `{near}`" : "";

    private static Finding MissingKey(Reference reference, ImmutableArray<string> keys) => new()
    {
        Severity = Severity.Warning,
        Reason = "refers to a key that is not there",
        Detail = $"`{reference.Target}` has no {string.Join(", ", keys.Select(k => $"`{k}`"))}: {reference.Row.Missing}",
        Path = reference.Path,
        At = reference.At,
        Key = $"{reference.Row.Field} {reference.Target} {string.Join(' ', keys)}",
        Witness = Evidence(reference),
        Fix = "add the key to the object, or name one it has",
    };

    private static Finding SelectsNothing(Selection selection) => new()
    {
        Severity = Severity.Warning,
        Reason = "selects nothing",
        Detail = $"no Pod and no workload in `{selection.Namespace}` has these labels: {selection.Row.Missing}",
        Path = selection.Path,
        At = selection.Selector,
        Key = $"selects {selection.Selector}",
        Witness = ManifestNode.Object(("selector", selection.Selector), ("effect", ManifestNode.Of(selection.Row.Missing)), ("edge", ManifestNode.Of("selects"))),
        Fix = "select labels that the Pods have",
    };

    // Where nodes are made as they are needed, the next one may have the labels: told, not warned of.
    private static Finding NoNode(Selection selection) => SelectsNothing(selection) with
    {
        Severity = Severity.Info,
        Detail = $"no node that is there satisfies `nodeSelector` and required node affinity together: {selection.Row.Missing}, unless one is added",
        Fix = "ask for labels that a node has, or add such a node",
    };

    private static ManifestNode Evidence(Reference reference) => ManifestNode.Object(
        ("target", reference.Target.AsWitness()),
        ("effect", ManifestNode.Of(reference.Row.Missing)),
        ("edge", ManifestNode.Of(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reference.Row.Kind.ToString()))));
}
