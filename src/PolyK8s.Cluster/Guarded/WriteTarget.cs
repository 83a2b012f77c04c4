using PolyK8s.Cluster.Writing;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cluster.Guarded;

/// <summary>What is to be written: where, and what it is worked out from each time the object is read.</summary>
/// <param name="Api">The cluster.</param>
/// <param name="Path">The object's path.</param>
/// <param name="Object">What it is called in results.</param>
/// <param name="Resource">What kubectl calls it: <c>deployment.apps</c>.</param>
/// <param name="Verb">What was done, in kubectl's word.</param>
/// <param name="Plan">Works the write out, or says why there is none.</param>
internal sealed record WriteTarget(
    ApiWriter Api, string Path, ObjectReference Object, string Resource, string Verb,
    Func<Manifest?, ClusterView, CancellationToken, Task<(PlannedWrite? Write, WriteOutcome Outcome, string Words)>> Plan)
{
    /// <summary>The application of a manifest.</summary>
    public static WriteTarget ToApply(ApiWriter api, ServedResource served, Manifest manifest)
    {
        var placed = served.IsNamespaced ? manifest : manifest with { Root = NamespaceFree(manifest.Root) };
        return new(
            api, ApiPath.Of(served.Path, served.Plural, served.IsNamespaced ? placed.Namespace : "", placed.Name), placed.Reference,
            placed.Group.Length == 0 ? placed.Kind.ToLowerInvariant() : $"{placed.Kind.ToLowerInvariant()}.{placed.Group}", "serverside-applied",
            (live, view, _) => Task.FromResult(((PlannedWrite?)new PlannedWrite(ServerApply.Over(live, placed, view), placed.Root), WriteOutcome.Written, "")));
    }

    /// <summary>Something that is done to a rollout.</summary>
    public static WriteTarget Of(RolloutOperation operation, ApiWriter api, WorkloadObjects workloads)
    {
        var kind = operation.Kind.ToLowerInvariant();
        return new(
            api, ApiPath.Of("apis/apps/v1", $"{kind}s", operation.Namespace, operation.Name), new("apps/v1", operation.Kind, operation.Namespace, operation.Name), $"{kind}.apps", Past(operation.Event),
            async (live, _, cancelled) =>
            {
                if (live is null)
                {
                    return (null, WriteOutcome.Refused, $"{kind}s.apps \"{operation.Name}\" not found");
                }

                var (workload, problem) = RolloutWorkload.Read(live);
                return workload is null ? (null, WriteOutcome.Refused, problem!)
                    : PlannedWrite.Of(operation, workload, operation.Event == RolloutEvent.Undo ? await workloads.KeepersAsync(operation.Kind, operation.Namespace, cancelled) : [], TimeProvider.System.GetUtcNow());
            });
    }

    /// <summary>Reads the object, and works the write out.</summary>
    /// <exception cref="ClusterException">The object cannot be read.</exception>
    public async Task<PendingWrite> ReadAsync(ClusterView view, CancellationToken cancelled)
    {
        if (Object.Name.Length == 0)
        {
            var nameless = new PendingWrite(this, null, null);
            return nameless with { Refused = nameless.As(WriteOutcome.Refused, "it has no `metadata.name`: what is applied again and again needs one") };
        }

        var live = await LiveObject.ReadAsync(Api, Path, cancelled);
        var (write, outcome, words) = await Plan(live, view, cancelled);
        var pending = new PendingWrite(this, live, write);
        return write is null ? pending with { Refused = pending.As(outcome, words) } : pending;
    }

    private static ManifestNode NamespaceFree(ManifestNode root) => root["metadata"] is { } metadata
        ? ManifestNode.Object([.. root.Members.Select(m => m.Name == "metadata" ? m with { Value = ManifestNode.Object(metadata.Members.RemoveAll(n => n.Name == "namespace"), metadata.Place) } : m)], root.Place)
        : root;

    private static string Past(RolloutEvent @event) => @event switch
    {
        RolloutEvent.Restart => "restarted",
        RolloutEvent.Undo => "rolled back",
        RolloutEvent.Scale => "scaled",
        RolloutEvent.Pause => "paused",
        _ => "resumed",
    };
}
