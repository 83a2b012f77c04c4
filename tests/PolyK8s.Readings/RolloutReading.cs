namespace PolyK8s.Readings;

/// <summary>The counts and flags of a rollout, as plain numbers.</summary>
/// <param name="Kind">Deployment, StatefulSet or DaemonSet.</param>
/// <param name="Wanted">How many Pods, or nodes, are asked for; null when unset.</param>
/// <param name="There">How many exist.</param>
/// <param name="New">How many are updated.</param>
/// <param name="Ready">How many are ready.</param>
/// <param name="Available">How many are available.</param>
/// <param name="Generation">The generation.</param>
/// <param name="Seen">The observed one.</param>
/// <param name="Reason">The reason of Progressing.</param>
/// <param name="Strategy">The update strategy.</param>
/// <param name="Partition">The partition; null when unset.</param>
/// <param name="Same">Whether the revisions are the same.</param>
/// <param name="Paused">Whether it is paused.</param>
/// <param name="Deleted">Whether it is being deleted.</param>
/// <param name="Failure">Whether ReplicaFailure is true.</param>
public sealed record RolloutFacts(
    string Kind, int? Wanted, int There, int New, int Ready, int Available, long Generation, long Seen,
    string? Reason = null, string Strategy = "RollingUpdate", int? Partition = null, bool Same = true, bool Paused = false, bool Deleted = false, bool Failure = false);

/// <summary>Rollouts read a second time, as lists of rules of which the first that holds decides; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class RolloutReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } =
        ["pause is not seen", "the deadline is last", "old pods are overlooked", "scaling is updating", "ready is available", "partitions do not count"];

    /// <summary>The state.</summary>
    public string State(RolloutFacts f) => Rules(f).First(rule => rule.Holds).State;

    /// <summary>What kubectl prints, or the error it ends with.</summary>
    public static (string Text, bool Done) Kubectl(RolloutFacts f) => f.Kind switch
    {
        "Deployment" => Deployment(f),
        "DaemonSet" => DaemonSet(f),
        _ => StatefulSet(f),
    };

    private IEnumerable<(bool Holds, string State)> Rules(RolloutFacts f)
    {
        var wanted = f.Wanted ?? 1;
        var available = misreading == "ready is available" ? f.Ready : f.Available;
        yield return (f.Deleted, "Terminating");
        yield return (f.Kind == "Deployment" && f.Paused && misreading != "pause is not seen", "Paused");
        yield return (f.Seen <= 0 || f.Seen < f.Generation, "Observing");
        yield return (f.Reason == "ProgressDeadlineExceeded" && misreading != "the deadline is last", "Stalled");
        yield return (f.Failure, "ReplicaFailure");
        yield return (IsUpdating(f, wanted), "Updating");
        yield return (f.There != wanted, misreading == "scaling is updating" ? "Updating" : "Scaling");
        yield return ((f.Kind == "StatefulSet" ? f.Ready : available) < wanted, "Progressing");
        yield return (true, "Available");
    }

    private bool IsUpdating(RolloutFacts f, int wanted) => f.Kind switch
    {
        "Deployment" => (f.There != f.New && misreading != "old pods are overlooked") || (f.New != wanted && f.Reason != "NewReplicaSetAvailable"),
        "DaemonSet" => f.Strategy != "OnDelete" && f.New < f.There,
        "StatefulSet" => !f.Same && f.Strategy != "OnDelete" && (f.Partition is null || (misreading != "partitions do not count" && f.New < wanted - f.Partition)),
        _ => false,
    };

    private static (string Text, bool Done) Deployment(RolloutFacts f) =>
        f.Generation > f.Seen ? ("Waiting for deployment spec update to be observed...", false)
        : f.Reason == "ProgressDeadlineExceeded" ? ("""deployment "web" exceeded its progress deadline""", false)
        : f.New < (f.Wanted ?? f.New) ? ($"""Waiting for deployment "web" rollout to finish: {f.New} out of {f.Wanted} new replicas have been updated...""", false)
        : f.There > f.New ? ($"""Waiting for deployment "web" rollout to finish: {f.There - f.New} old replicas are pending termination...""", false)
        : f.Available < f.New ? ($"""Waiting for deployment "web" rollout to finish: {f.Available} of {f.New} updated replicas are available...""", false)
        : ("""deployment "web" successfully rolled out""", true);

    private static (string Text, bool Done) DaemonSet(RolloutFacts f) =>
        f.Strategy != "RollingUpdate" ? ("rollout status is only available for RollingUpdate strategy type", true)
        : f.Generation > f.Seen ? ("Waiting for daemon set spec update to be observed...", false)
        : f.New < f.Wanted ? ($"""Waiting for daemon set "web" rollout to finish: {f.New} out of {f.Wanted} new pods have been updated...""", false)
        : f.Available < f.Wanted ? ($"""Waiting for daemon set "web" rollout to finish: {f.Available} of {f.Wanted} updated pods are available...""", false)
        : ("""daemon set "web" successfully rolled out""", true);

    private static (string Text, bool Done) StatefulSet(RolloutFacts f) =>
        f.Strategy != "RollingUpdate" ? ("rollout status is only available for RollingUpdate strategy type", true)
        : f.Seen == 0 || f.Generation > f.Seen ? ("Waiting for statefulset spec update to be observed...", false)
        : f.Ready < (f.Wanted ?? f.Ready) ? ($"Waiting for {f.Wanted - f.Ready} pods to be ready...", false)
        : f.Partition is { } p && f.Wanted is { } w && f.New < w - p ? ($"Waiting for partitioned roll out to finish: {f.New} out of {w - p} new pods have been updated...", false)
        : f.Partition is not null ? ($"partitioned roll out complete: {f.New} new pods have been updated...", true)
        : f.Same ? ($"statefulset rolling update complete {f.There} pods at revision one...", true)
        : ($"waiting for statefulset rolling update to complete {f.New} pods at revision two...", false);
}
