using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cli.Output;

/// <summary>What is said of one object: its state, or the words of <c>kubectl rollout status</c>.</summary>
/// <param name="Object">The object; null when it is not there.</param>
/// <param name="Name">What it is called in a line of text.</param>
/// <param name="State">The state; null where kubectl is asked for.</param>
/// <param name="Kubectl">What kubectl says; null where the state is asked for.</param>
internal sealed record StateAnswer(ObjectReference? Object, string Name, ObjectState? State, KubectlStatus? Kubectl)
{
    /// <summary>The answer about an object.</summary>
    public static StateAnswer Of(Manifest manifest, string? compat, DateTimeOffset now)
    {
        var name = $"{(manifest.Kind.Length > 0 ? manifest.Kind : "object")}/{(manifest.Namespace.Length > 0 ? $"{manifest.Namespace}/" : "")}{manifest.Name}";
        return compat == "kubectl"
            ? new(manifest.Reference, name, null, KubectlStatus.Of(manifest))
            : new(manifest.Reference, name, ObjectStates.Of(manifest, now, ViewOf(compat)), null);
    }

    /// <summary>The answer about an object that is not there.</summary>
    public static StateAnswer Absent(string name, string message, string? compat) => compat == "kubectl"
        ? new(null, name, null, new("", Done: false, message))
        : new(null, name, ObjectStates.Absent($"`{name}`", ViewOf(compat)), null);

    private static StateView ViewOf(string? compat) => compat switch { "kstatus" => StateView.Kstatus, "argo" => StateView.Argo, _ => StateView.Own };
}

/// <summary>A state among several.</summary>
/// <param name="Object">The object.</param>
/// <param name="State">The state.</param>
/// <param name="Reason">Why, in one word.</param>
/// <param name="Message">Why, for people.</param>
/// <param name="Conditions">The conditions it rests on.</param>
internal sealed record ListedState(ObjectReference? Object, string State, string Reason, string Message, System.Collections.Immutable.ImmutableArray<ObjectCondition> Conditions);

/// <summary>Words of kubectl among several.</summary>
/// <param name="Object">The object.</param>
/// <param name="Message">What it prints.</param>
/// <param name="Done">Whether it stops waiting.</param>
/// <param name="Error">The error it ends with; null when there is none.</param>
internal sealed record ListedKubectl(ObjectReference? Object, string Message, bool Done, string? Error);
