using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/claim-before-consumer
//
// A claim that waits for its first consumer does not stand in an earlier wave than every consumer. With
// `volumeBindingMode: WaitForFirstConsumer` the claim stays Pending until a Pod uses it; Argo CD waits for the claim to be
// bound before it applies the next wave; the Pod is in the next wave.
//
// Looked at: `argocd.argoproj.io/sync-wave`, hooks and weights of the claim and of the objects whose Pods mount it, and the
// binding mode of its StorageClass (of the default class when it names none).
//
// Allowed: a claim in the wave of one of its consumers or a later one, claims without consumers, classes that bind at once.

/// <summary>Claims that are awaited before the Pods that they wait for.</summary>
public sealed class ClaimBeforeConsumer : IRule
{
    private static readonly GroupKind Claim = new("", "PersistentVolumeClaim");
    private static readonly GroupKind Class = new("storage.k8s.io", "StorageClass");

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/claim-before-consumer",
        Title = "a claim that waits for its first consumer is in the consumer's wave",
        Why = "the tool waits for the claim before it applies the Pod, and the claim waits for the Pod: the sync hangs for ever",
        Reads = "waves and hooks of claims and of what mounts them, and the binding mode of the StorageClass; the witness has claim, class, consumers and their waves",
        Allows = "the claim in the same wave as one of its consumers, or later; classes with `volumeBindingMode: Immediate`",
        Scopes = [RuleScope.Writes(Claim.Group, Claim.Kind), .. Waiting.WaitScopes.Makers],
        Severity = Severity.Error,
        Theorem = null,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (world, subject) = (change.WorldAfter(view), change.Object);
        var claims = new GroupKind(subject.Group, subject.Kind) == Claim
            ? [subject]
            : change.ReferencesOf(subject).Where(r => r.Target.Kind == Claim).Select(r => world.Of(Claim).Find(r.Target.Name.Namespace, r.Target.Name.Name)).OfType<Manifest>().Distinct();
        foreach (var claim in claims)
        {
            if (Hangs(claim, world) is { } found)
            {
                yield return Found(claim, subject, found.Class, found.Stage, found.Consumers);
            }
        }
    }

    private static (string Class, SyncStage Stage, Manifest[] Consumers)? Hangs(Manifest claim, ClusterView world)
    {
        if (Waits(claim, world) is not { } name || claim.Root.TextAt("spec", "volumeName") is { Length: > 0 } || SyncStage.Of(claim) is not { } stage)
        {
            return null;
        }

        var consumers = ReferencesTo.Naming(world, ObjectKey.Of(claim)).Where(MakersByLabel.Makes).OrderBy(ObjectKey.Of, HelmKindOrder.Comparer).ToArray();
        return consumers.Length > 0 && consumers.All(c => SyncStage.Of(c) is { } later && later.IsAfter(stage)) ? (name, stage, consumers) : null;
    }

    private static string? Waits(Manifest claim, ClusterView world)
    {
        var named = claim.Root.TextAt("spec", "storageClassName");
        var found = named is not null ? world.Of(Class).Find("", named)
            // Of several default classes Kubernetes takes the newest.
            : world.Of(Class).All.Where(c => c.Root.TextAt("metadata", "annotations", "storageclass.kubernetes.io/is-default-class") == "true")
                .OrderByDescending(c => c.Root.TextAt("metadata", "creationTimestamp"), StringComparer.Ordinal).ThenBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault();
        return found?.Root.TextAt("volumeBindingMode") == "WaitForFirstConsumer" ? found.Name : null;
    }

    private static Finding Found(Manifest claim, Manifest subject, string name, SyncStage stage, Manifest[] consumers) => new()
    {
        Reason = "the claim is awaited before its consumer",
        Detail = $"`{ObjectKey.Of(claim)}` is in {stage} and is bound only for a Pod (`{name}`: WaitForFirstConsumer), the first of which, `{ObjectKey.Of(consumers[0])}`, is in {SyncStage.Of(consumers[0])}",
        Path = AnnotationPath.Of((ReferenceEquals(subject, claim) ? stage.Source : SyncStage.Of(subject)?.Source) ?? OrderedObject.WaveAnnotation),
        Key = ObjectKey.Of(claim).ToString(),
        Witness = ManifestNode.Object(
            ("claim", ObjectKey.Of(claim).AsWitness()),
            ("storageClass", ManifestNode.Of(name)),
            ("stage", ManifestNode.Of(stage.ToString())),
            ("consumers", ManifestNode.Array([.. consumers.Select(c => ManifestNode.Object(("object", ObjectKey.Of(c).AsWitness()), ("stage", ManifestNode.Of(SyncStage.Of(c)!.ToString()))))]))),
        Fix = "put the claim into the wave of the object that mounts it",
    };
}
