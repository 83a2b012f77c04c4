namespace PolyK8s.Readings;

/// <summary>The words of kstatus and Argo CD for workloads, read a second time; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class HealthReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } =
        ["kstatus lets a deleted object go on", "kstatus forgives an old generation", "kstatus judges OnDelete sets", "kstatus ignores failing replica sets", "argo ignores a pause", "argo waits for OnDelete", "argo takes unset replicas for one"];

    /// <summary>The word of kstatus, and its reason.</summary>
    public (string Word, string Reason) Kstatus(RolloutFacts f)
    {
        if (f.Deleted && misreading != "kstatus lets a deleted object go on")
        {
            return ("Terminating", "");
        }

        var counts = f.Generation > 0 && f.Seen > 0;
        if (counts && f.Generation != f.Seen && misreading != "kstatus forgives an old generation")
        {
            return ("InProgress", "LatestGenerationNotObserved");
        }

        return f.Kind switch
        {
            "Deployment" => Deployment(f),
            "StatefulSet" => StatefulSet(f),
            "DaemonSet" => DaemonSet(f),
            _ => ReplicaSet(f),
        };
    }

    /// <summary>The word of Argo CD.</summary>
    public string Argo(RolloutFacts f)
    {
        var behind = f.Generation > f.Seen;
        var wanted = f.Wanted ?? (misreading == "argo takes unset replicas for one" ? 1 : int.MinValue);
        return f.Deleted ? "Progressing" : f.Kind switch
        {
            "Deployment" when f.Paused && misreading != "argo ignores a pause" => "Suspended",
            _ when behind || (f.Kind == "StatefulSet" && f.Seen == 0) => "Progressing",
            "Deployment" => f.Reason == "ProgressDeadlineExceeded" ? "Degraded" : f.New < wanted || f.There > f.New || f.Available < f.New ? "Progressing" : "Healthy",
            "ReplicaSet" => f.Failure ? "Degraded" : f.Available < wanted ? "Progressing" : "Healthy",
            "DaemonSet" => f.Strategy == "OnDelete" && misreading != "argo waits for OnDelete" ? "Healthy" : f.New < f.Wanted || f.Available < f.Wanted ? "Progressing" : "Healthy",
            _ => Set(f, wanted),
        };
    }

    private static string Set(RolloutFacts f, int wanted)
    {
        if (f.Ready < wanted)
        {
            return "Progressing";
        }

        if (f.Strategy == "RollingUpdate" && f.Partition is { } partition)
        {
            return f.Wanted is { } all && f.New < all - partition ? "Progressing" : "Healthy";
        }

        return f.Strategy == "OnDelete" || f.Same ? "Healthy" : "Progressing";
    }

    private static (string Word, string Reason) Deployment(RolloutFacts f)
    {
        var wanted = f.Wanted ?? 1;
        return f.Reason == "ProgressDeadlineExceeded" ? ("Failed", "ProgressDeadlineExceeded")
            : f.There < wanted ? ("InProgress", "LessReplicas")
            : f.New < wanted ? ("InProgress", "LessUpdated")
            : f.There > wanted ? ("InProgress", "ExtraPods")
            : f.Available < f.New ? ("InProgress", "LessAvailable")
            : f.Ready < wanted ? ("InProgress", "LessReady")
            : f.Available == 0 ? ("InProgress", "DeploymentNotAvailable")
            : ("Current", "");
    }

    private (string Word, string Reason) StatefulSet(RolloutFacts f)
    {
        var wanted = f.Wanted ?? 1;
        return f.Strategy == "OnDelete" && misreading != "kstatus judges OnDelete sets" ? ("Current", "")
            : f.There < wanted ? ("InProgress", "LessReplicas")
            : f.Ready < wanted ? ("InProgress", "LessReady")
            : f.There > wanted ? ("InProgress", "ExtraPods")
            : f.Partition is { } partition ? (f.New < wanted - partition ? ("InProgress", "PartitionRollout") : ("Current", ""))
            : f.There < wanted ? ("InProgress", "LessCurrent")
            : f.Same ? ("Current", "") : ("InProgress", "RevisionMismatch");
    }

    private static (string Word, string Reason) DaemonSet(RolloutFacts f) =>
        f.Generation == 0 ? ("InProgress", "NoGeneration")
        : f.Seen == 0 ? ("InProgress", "NoObservedGeneration")
        : f.There < f.Wanted ? ("InProgress", "LessCurrent")
        : f.New < f.Wanted ? ("InProgress", "LessUpdated")
        : f.Available < f.Wanted ? ("InProgress", "LessAvailable")
        : f.Ready < f.Wanted ? ("InProgress", "LessReady")
        : ("Current", "");

    private (string Word, string Reason) ReplicaSet(RolloutFacts f)
    {
        var wanted = f.Wanted ?? 1;
        return f.Failure && misreading != "kstatus ignores failing replica sets" ? ("InProgress", "ReplicaFailure")
            : wanted > 0 ? ("InProgress", "LessLabelled")
            : f.There > wanted ? ("InProgress", "ExtraPods")
            : ("Current", "");
    }
}
