using PolyK8s.Engine.Endpoints;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/conversion-before-service
//
// Custom resources are not applied before the webhook that converts them. A CustomResourceDefinition with
// `conversion.strategy: Webhook` needs its Service for every object that is not in the storage version; while the Pods
// behind the Service are in a later wave, each such object is refused, and the later wave never begins.
//
// Looked at: the definition of the object's kind, its conversion webhook and storage version, the Service and the workloads
// behind it, and the waves and hooks of all of them.
//
// Allowed: objects in the storage version, Services and workloads in the same wave or an earlier one, and a webhook that is
// served from outside the cluster.

/// <summary>Custom resources that are applied before their conversion webhook.</summary>
public sealed class ConversionBeforeService : IRule
{

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/conversion-before-service",
        Title = "custom resources come after the webhook that converts them",
        Why = "an object that needs conversion is refused until the webhook answers; in a later wave it never will, because the earlier one does not end",
        Reads = "the definition's conversion webhook and storage version, its Service and the workloads behind it, and the waves of all; the witness has them",
        Allows = "objects in the storage version; the webhook's Service and workloads in the same wave or an earlier one",
        Scopes = [RuleScope.Writes("*", "*")],
        Severity = Severity.Error,
        Theorem = "GraphLayers.AnInversionMeansNoSchedule",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var subject = change.Object;
        if (!subject.Group.Contains('.', StringComparison.Ordinal) || SyncStage.Of(subject) is not { } stage)
        {
            yield break;
        }

        var world = change.WorldAfter(view);
        foreach (var definition in DefinitionsOf.KindOf(subject, world).Where(d => Converts(d, subject)))
        {
            if (Later(definition, stage, world) is { } later)
            {
                yield return Found(subject, stage, definition, later);
            }
        }
    }

    private static bool Converts(Manifest definition, Manifest subject)
    {
        var spec = definition.Root["spec"];
        var version = KindLookup.VersionOf(subject);
        return spec?.TextAt("conversion", "strategy") == "Webhook"
            && spec.ItemsAt("versions").Any(v => v.TextAt("name") == version && v["storage"] is not { Kind: NodeKind.Boolean, Text: "true" });
    }

    private static Manifest? Later(Manifest definition, SyncStage stage, ClusterView world)
    {
        var service = definition.Root.At("spec", "conversion", "webhook", "clientConfig", "service");
        var found = world.Of("", "Service").Find(service?.TextAt("namespace") ?? "", service?.TextAt("name") ?? "");
        if (found is null)
        {
            return null;
        }

        var backends = Backends.Of(found, world).ToArray();
        return IsLater(found, stage) ? found : backends.Length > 0 && backends.All(b => IsLater(b, stage)) ? backends[0] : null;
    }

    private static bool IsLater(Manifest manifest, SyncStage stage) => SyncStage.Of(manifest) is { } own && own.IsAfter(stage);

    private static Finding Found(Manifest subject, SyncStage stage, Manifest definition, Manifest later) => new()
    {
        Reason = "applied before its conversion webhook",
        Detail = $"it is in {stage} and needs to be converted by the webhook of `{ObjectKey.Of(definition)}`, which `{ObjectKey.Of(later)}` in {SyncStage.Of(later)} serves",
        Path = AnnotationPath.Of(stage.Source ?? OrderedObject.WaveAnnotation),
        At = stage.Source is null ? null : subject.Root.At("metadata", "annotations", stage.Source),
        Key = ObjectKey.Of(later).ToString(),
        Witness = ManifestNode.Object(
            ("object", ObjectKey.Of(subject).AsWitness()), ("stage", ManifestNode.Of(stage.ToString())),
            ("definition", ObjectKey.Of(definition).AsWitness()), ("servedBy", ObjectKey.Of(later).AsWitness()), ("servedIn", ManifestNode.Of(SyncStage.Of(later)!.ToString()))),
        Fix = "put the webhook's Service and workload into the same wave or an earlier one, or write the object in the storage version",
    };
}
