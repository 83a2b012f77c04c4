using System.Collections.Immutable;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/still-required
//
// Nothing is deleted that others need. A ConfigMap, Secret or claim that Pods mount, the ServiceAccount they run as, a
// StorageClass or PriorityClass that is named, a CustomResourceDefinition with objects of its kind (they go with it), a
// Service behind a webhook that fails closed: the deletion succeeds, and what needs the object breaks at its next start.
//
// Looked at: on DELETE, all objects of the cluster that name this one by a required field of the edge catalogue, and claims
// without a volume that name a StorageClass. Pods that a workload made are not listed: the workload is.
//
// Allowed: objects that nothing names, or only optionally, and deletions together with all that needs the object.

/// <summary>Deletions of what others need.</summary>
public sealed class StillRequired : IRule
{
    private const int MostNamed = 5;

    // A witness is read by people: more than these they would not.
    private const int MostWitnessed = 20;

    private static readonly GroupKind StorageClass = new("storage.k8s.io", "StorageClass");

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/still-required",
        Title = "nothing is deleted that others need",
        Why = "a deletion is not refused for what needs the object; that breaks later, at the next start of a Pod or the next request",
        Reads = "on deletion, every object that names this one by a required field of the edge catalogue, and the objects of a CustomResourceDefinition; the witness lists them (`requiredBy`, with `path` and `effect`)",
        Allows = "deleting what nothing needs, or together with all that needs it",
        Scopes = [new("*", "*", [Operation.Delete])],
        Severity = Severity.Error,
        Theorem = null,
        NeedsKinds = [new("", "Namespace")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (world, subject) = (change.WorldAfter(view), change.Object);
        var key = ObjectKey.Of(subject);
        var users = ReferencesTo.Naming(world, key)
            .SelectMany(by => Reference.Of(by).Where(r => r.Target == key && Needs(by, r)).Select(r => (By: ObjectKey.Of(by), r.Path, Effect: r.Row.Missing)))
            .Concat(Instances(subject, world))
            .Concat(Bindings(key, view, world))
            .OrderBy(u => u.By, HelmKindOrder.Comparer).ThenBy(u => u.Path, StringComparer.Ordinal)
            .ToImmutableArray();
        if (users.IsEmpty)
        {
            yield break;
        }

        var names = users.Select(u => u.By).Distinct().ToArray();
        yield return new()
        {
            Reason = "still required",
            Detail = $"{string.Join(", ", names.Take(MostNamed).Select(n => $"`{n}`"))}{(names.Length > MostNamed ? " and others" : "")} {(names.Length == 1 ? "needs" : "need")} it: {users[0].Effect}",
            Path = "",
            Witness = ManifestNode.Object(("requiredBy", ManifestNode.Array([.. users.Take(MostWitnessed).Select(Evidence)])), ("count", ManifestNode.Of(names.Length))),
            Fix = $"change or delete what needs it first, `{names[0]}` for instance",
        };
    }

    // A claim without a volume waits for its class to make one; with a volume it needs the class no more.
    private static bool Needs(Manifest by, Reference reference) => reference.IsRequired
        ? reference.Row.Kind != EdgeKind.Owns
        : by is { Group: "", Kind: "PersistentVolumeClaim" } && reference.Target.Kind == StorageClass && by.Root.TextAt("spec", "volumeName") is null or "";

    private static IEnumerable<(ObjectKey By, string Path, string Effect)> Instances(Manifest subject, ClusterView world) =>
        !CustomDefinition.Is(subject) ? [] : world.Of(CustomDefinition.Defined(subject)).All
            .Select(o => (ObjectKey.Of(o), "kind", "every object of the kind is deleted with the definition"));

    private static IEnumerable<(ObjectKey By, string Path, string Effect)> Bindings(ObjectKey key, ClusterView before, ClusterView after) => PolicyParameters.Naming(before, key)
        .Where(n => n.How.IsRequired && after.Of(n.By.Group, n.By.Kind).Find("", n.By.Name) is not null)
        .Select(n => (ObjectKey.Of(n.By), n.How.Path, n.How.Row.Missing));

    private static ManifestNode Evidence((ObjectKey By, string Path, string Effect) user) => ManifestNode.Object(
        ("object", user.By.AsWitness()), ("path", ManifestNode.Of(user.Path)), ("effect", ManifestNode.Of(user.Effect)));
}
