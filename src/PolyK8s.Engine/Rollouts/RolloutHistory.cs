using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rollouts;

/// <summary>The revisions of a workload that the cluster keeps.</summary>
/// <param name="ApiVersion">The version of this shape.</param>
/// <param name="Kind">Deployment, StatefulSet or DaemonSet.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
/// <param name="Revisions">The revisions, oldest first.</param>
public sealed record RolloutHistory(string ApiVersion, string Kind, string Namespace, string Name, ImmutableArray<KeptRevision> Revisions)
{
    /// <summary>The member in which a view keeps the identity of a template it does not keep.</summary>
    public const string Identity = "templateIdentity";

    private const string Number = "deployment.kubernetes.io/revision";

    /// <summary>The history, from the ReplicaSets of a Deployment or the ControllerRevisions of the other kinds.</summary>
    public static RolloutHistory Of(Manifest workload, IEnumerable<Manifest> keepers)
    {
        var running = workload.Root.At("spec", "template") is { } template ? TemplateText.Of(template) : "";
        var kept = keepers.Where(k => IsOwned(k, workload)).Select(k => Read(k, running)).OfType<KeptRevision>().OrderBy(r => r.Revision);
        return new(CheckReport.CurrentVersion, workload.Kind, workload.Namespace, workload.Name, [.. kept]);
    }

    /// <summary>What the revision to go back to is like: the one of that number, or for 0 the newest but one.</summary>
    public RevisionTarget TargetOf(long revision) =>
        Find(revision) is not { } at ? RevisionTarget.Missing
        : Revisions[at].Running ? RevisionTarget.Same
        : RevisionTarget.Different;

    /// <summary>The position of the revision to go back to; null when there is none.</summary>
    public int? Find(long revision) => RolloutEvents.Find(ToKernel(), Math.Max(0, revision));

    private RevisionHistory ToKernel() => new([.. Revisions.Select(r => new Revision(r.Revision, r.Text))], Revisions.FirstOrDefault(r => r.Running)?.Text ?? "");

    private static KeptRevision? Read(Manifest keeper, string running)
    {
        var isReplicaSet = keeper.Kind == "ReplicaSet";
        var annotations = keeper.Root.At("metadata", "annotations");
        var number = isReplicaSet ? annotations?.TextAt(Number) : keeper.Root["revision"]?.Text;
        var template = isReplicaSet ? keeper.Root.At("spec", "template") : keeper.Root.At("data", "spec", "template");
        var text = template is null ? keeper.Root.TextAt(Identity) : TemplateText.Of(template);
        if (text is null || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) || revision >= 0x3000_0000_0000_0000)
        {
            return null;
        }

        return new(revision, keeper.Name, annotations?.TextAt("kubernetes.io/change-cause") ?? "", text == running, text) { Template = template ?? ManifestNode.Null };
    }

    /// <summary>The kind that keeps the revisions of workloads of a kind.</summary>
    public static string KeeperOf(string kind) => kind == "Deployment" ? "ReplicaSet" : "ControllerRevision";

    /// <summary>What may keep revisions of workloads of a kind.</summary>
    public static IEnumerable<Manifest> Keepers(ClusterView view, string kind) => view.Of("apps", KeeperOf(kind)).All;

    private static bool IsOwned(Manifest keeper, Manifest workload) =>
        keeper.Namespace == workload.Namespace
        && keeper.Kind == KeeperOf(workload.Kind)
        && keeper.Root.ItemsAt("metadata", "ownerReferences").Any(owner =>
            owner.TextAt("kind") == workload.Kind && owner["controller"]?.Text == "true"
            && (workload.Root.TextAt("metadata", "uid") is { } uid ? owner.TextAt("uid") == uid : owner.TextAt("name") == workload.Name));
}

/// <summary>One revision.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="KeptBy">The ReplicaSet or ControllerRevision that keeps it.</param>
/// <param name="ChangeCause">What <c>kubernetes.io/change-cause</c> says of it.</param>
/// <param name="Running">Whether its template is the workload's own.</param>
/// <param name="Text">What identifies the template.</param>
public sealed record KeptRevision(long Revision, string KeptBy, string ChangeCause, bool Running, [property: JsonIgnore] string Text)
{
    /// <summary>The template.</summary>
    [JsonIgnore]
    public ManifestNode Template { get; init; } = ManifestNode.Null;
}
