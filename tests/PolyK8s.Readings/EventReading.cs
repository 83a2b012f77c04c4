namespace PolyK8s.Readings;

/// <summary>What kubectl lets somebody do to a rollout, and which state a status may lead to, read as tables; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class EventReading(string misreading = "")
{
    // After the table of legal transitions: a state, and those that controllers can bring about from it.
    private static readonly Dictionary<string, string> Edges = new()
    {
        ["Observing"] = "Updating Scaling Progressing Available Stalled ReplicaFailure",
        ["Paused"] = "",
        ["Stalled"] = "Updating Progressing Available ReplicaFailure",
        ["ReplicaFailure"] = "Updating Scaling Progressing Available Stalled",
        ["Updating"] = "Scaling Progressing Available Stalled ReplicaFailure",
        ["Scaling"] = "Updating Progressing Available ReplicaFailure",
        ["Progressing"] = "Updating Scaling Available Stalled ReplicaFailure",
        ["Available"] = "Updating Scaling Progressing ReplicaFailure",
    };

    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } = ["a pause ends by itself", "an undo ignores the pause", "daemon sets scale", "a stalled rollout stays so"];

    /// <summary>The states.</summary>
    public static IEnumerable<string> States => Edges.Keys;

    /// <summary>Whether a status may lead from one state to another.</summary>
    public bool MayBecome(string from, string to) =>
        from == to
        || (misreading == "a pause ends by itself" && from == "Paused" && to == "Available")
        || (Edges[from].Split(' ').Contains(to) && !(misreading == "a stalled rollout stays so" && from == "Stalled"));

    /// <summary>The state an event leads to, or the word for why it is refused, after an exclamation mark.</summary>
    public string Answer(string kind, string state, string what, string target)
    {
        var paused = state == "Paused";
        return what switch
        {
            "Pause" or "Resume" when kind != "Deployment" => "!Unsupported",
            "Pause" => paused ? "!PausedAlready" : "Paused",
            "Resume" => paused ? "Observing" : "!NotPaused",
            "Scale" when kind == "DaemonSet" && misreading != "daemon sets scale" => "!Unsupported",
            "Restart" when paused => "!WhilePaused",
            "Undo" when target == "Missing" => "!NoSuchRevision",
            "Undo" when paused && misreading != "an undo ignores the pause" => "!WhilePaused",
            "Undo" when target == "Same" => "!NothingToUndo",
            _ => paused ? "Paused" : "Observing",
        };
    }
}
