using System.Globalization;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Engine.Writing;

/// <summary>What is to be sent, and the object that comes of it.</summary>
/// <param name="After">The object once it is written.</param>
/// <param name="Body">What is sent: an apply configuration, or a JSON patch.</param>
/// <param name="IsPatch">Whether it is a JSON patch.</param>
public sealed record PlannedWrite(Manifest After, ManifestNode Body, bool IsPatch = false)
{
    /// <summary>The write of something that is done to a rollout; or kubectl's words for why it does not do it.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="workload">The workload as it is.</param>
    /// <param name="keepers">What keeps its revisions; only an undo looks at them.</param>
    /// <param name="now">The mark of a restart.</param>
    public static (PlannedWrite? Write, WriteOutcome Outcome, string Words) Of(RolloutOperation operation, RolloutWorkload workload, IEnumerable<Manifest> keepers, DateTimeOffset now)
    {
        var live = workload.Manifest;
        if (workload.State == WorkloadState.Terminating)
        {
            return (null, WriteOutcome.Refused, "it is being deleted");
        }

        if (operation is { Event: RolloutEvent.Scale, Replicas: < 0 or > int.MaxValue })
        {
            return (null, WriteOutcome.Refused, string.Create(CultureInfo.InvariantCulture, $"`{operation.Replicas}` is no number of replicas; from 0 to {int.MaxValue} are accepted"));
        }

        var history = RolloutHistory.Of(live, operation.Event == RolloutEvent.Undo ? keepers : []);
        var (_, why) = RolloutEvents.Answer(live.Kind, workload.State, operation.Event, history.TargetOf(operation.ToRevision));
        return why is { } refusal
            ? (null, refusal == EventRefusal.NothingToUndo ? WriteOutcome.Unchanged : WriteOutcome.Refused, KubectlWords.Refusal(refusal, operation, history))
            : (operation.Event == RolloutEvent.Undo ? Undone(live, history.Revisions[history.Find(operation.ToRevision)!.Value].Template) : Applied(live, operation, now), WriteOutcome.Written, "");
    }

    private static PlannedWrite Applied(Manifest live, RolloutOperation operation, DateTimeOffset now)
    {
        var (path, value) = operation.Event switch
        {
            RolloutEvent.Scale => (new[] { "spec", "replicas" }, ManifestNode.Of(operation.Replicas)),
            RolloutEvent.Pause or RolloutEvent.Resume => (["spec", "paused"], ManifestNode.Of(operation.Event == RolloutEvent.Pause)),
            _ => (["spec", "template", "metadata", "annotations", "kubectl.kubernetes.io/restartedAt"], ManifestNode.Of(now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
        };
        return new(live with { Root = NodeEdit.With(live.Root, value, path) }, ServerApply.Adding(live, value, path));
    }

    // Nothing of the template that runs may stay, whoever owns it: only a patch can say so.
    private static PlannedWrite Undone(Manifest live, ManifestNode kept)
    {
        var template = NodeEdit.Without(kept, "$patch");
        if (template.At("metadata", "labels") is { } labels)
        {
            template = NodeEdit.With(template, NodeEdit.Without(labels, "pod-template-hash"), "metadata", "labels");
        }

        return new(live with { Root = NodeEdit.With(live.Root, template, "spec", "template") }, ManifestNode.Array([Step("replace", "/spec/template", template)]), IsPatch: true);
    }

    /// <summary>The body, taken only while the object is the one that was judged.</summary>
    /// <param name="live">The object that was judged; null when there was none.</param>
    public ManifestNode Held(Manifest? live) => !IsPatch ? ServerApply.Holding(Body, live)
        : ManifestNode.Array([Step("test", "/metadata/resourceVersion", ManifestNode.Of(live?.Root.TextAt("metadata", "resourceVersion") ?? "")), .. Body.Items]);

    private static ManifestNode Step(string op, string path, ManifestNode value) =>
        ManifestNode.Object(("op", ManifestNode.Of(op)), ("path", ManifestNode.Of(path)), ("value", value));
}
