namespace PolyK8s.Readings;

/// <summary>Which state may follow which, written down as what may not; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class TransitionReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } = ["a paused rollout goes on", "an available rollout stalls", "deletion can be undone", "a stalled rollout stays stalled"];

    /// <summary>Whether the second state may follow the first.</summary>
    public bool MayBecome(string kind, string from, string to) => from == to
        || (from == "Terminating" ? misreading == "deletion can be undone" : (to == "Terminating" || !IsFinal(kind, from)) && !Forbidden(kind, from, to));

    private static bool IsFinal(string kind, string state) => (kind, state) switch
    {
        ("Pod" or "Job", "Succeeded" or "Failed" or "Complete") => true,
        ("CertificateSigningRequest", "Issued" or "Denied" or "Failed") => true,
        _ => false,
    };

    private bool Forbidden(string kind, string from, string to) => (kind, from, to) switch
    {
        (_, _, "Terminating") => false,
        ("Deployment", "Paused", not "Observing") => misreading != "a paused rollout goes on",
        ("Deployment", "Available" or "Scaling", "Stalled") => misreading != "an available rollout stalls",
        ("Deployment", "Stalled", "Scaling") => true,
        ("Deployment", "Stalled", _) => misreading == "a stalled rollout stays stalled",
        ("Pod", _, "NotObserved") or ("Pod", "Running" or "Ready" or "CrashLooping", "Unschedulable") => true,
        ("Job", _, "NotStarted") => from != "Suspended",
        ("Job", "Completing", not "Complete") or ("Job", "Failing", not "Failed") => true,
        ("PersistentVolumeClaim", _, "NotObserved" or "UnknownPhase") => true,
        ("PersistentVolumeClaim", "Bound" or "Resizing" or "Lost", "Pending") => true,
        ("PersistentVolume", _, "Pending" or "UnknownPhase") => true,
        ("CertificateSigningRequest", "Approved", "Pending" or "Denied") => true,
        ("Node" or "APIService" or "HorizontalPodAutoscaler" or "ResourceQuota", _, "NotObserved") => true,
        _ => false,
    };
}
