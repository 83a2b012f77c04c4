using PolyK8s.Engine.Lifecycles.Compat;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>The state of an object.</summary>
public static class ObjectStates
{
    /// <summary>The state.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="now">The time, for what depends on how long something has been so.</param>
    /// <param name="view">In whose words.</param>
    public static ObjectState Of(Manifest manifest, DateTimeOffset now, StateView view = StateView.Own) => view switch
    {
        StateView.Kstatus => Kstatus.Of(manifest, now),
        StateView.Argo => ArgoHealth.Of(manifest, now),
        _ => manifest.Kind.Length == 0 || manifest.ApiVersion.Length == 0
            ? new("CouldNotTell", "NoKind", "the object does not say of what kind it is", ObjectConditions.Of(manifest))
            : LifecycleTables.Of(new(manifest.Group, manifest.Kind)).Compiled.StateOf(manifest, now),
    };

    /// <summary>The word of an object's own state, without reason and message: for those who compare one state with the next.</summary>
    public static string WordOf(Manifest manifest, DateTimeOffset now) => manifest.Kind.Length == 0 || manifest.ApiVersion.Length == 0
        ? Of(manifest, now).State
        : LifecycleTables.Of(new(manifest.Group, manifest.Kind)).Compiled.WordFor(manifest, now);

    /// <summary>The state of an object that is not there.</summary>
    public static ObjectState Absent(string what, StateView view) => view switch
    {
        StateView.Argo => new("Missing", "", "", []),
        StateView.Kstatus => new("NotFound", "", "Resource not found", []),
        _ => new("NotFound", "NotFound", $"{what} is not there", []),
    };

    /// <summary>Whether an object of a kind may go from one state to the other.</summary>
    public static bool MayBecome(GroupKind kind, string from, string to) => LifecycleTables.Of(kind).Compiled.MayBecome(from, to);

    /// <summary>How a state of a kind is meant.</summary>
    public static StateLevel LevelOf(GroupKind kind, string state) =>
        LifecycleTables.Of(kind).Compiled.States.FirstOrDefault(s => s.Name == state)?.Level ?? StateLevel.Unclear;

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<string> Next(GroupKind kind, string from) => LifecycleTables.Of(kind).Compiled.Next(from);
}
