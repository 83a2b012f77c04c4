using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Pods;

/// <summary>Reads the containers of a Pod as the kubelet looks at them: their policies from the spec, what they do from the status.</summary>
internal static class ContainerReading
{
    /// <summary>The containers.</summary>
    public static PodContainers Of(Manifest pod)
    {
        var policy = pod.Root.TextAt("spec", "restartPolicy");
        var (inits, mains) = (Statuses(pod, "initContainerStatuses"), Statuses(pod, "containerStatuses"));
        var first = pod.Root.ItemsAt("spec", "initContainers");
        return new(
            [.. first.Where(c => !IsSidecar(c)).Select(c => Container(c, inits, policy))],
            [.. first.Where(IsSidecar).Select(c => new SidecarContainer(State(StatusOf(c, inits)), StatusOf(c, inits)?["started"] is { Kind: NodeKind.Boolean, Text: "true" }))],
            [.. pod.Root.ItemsAt("spec", "containers").Select(c => Container(c, mains, policy))],
            Terminal: false,
            IsInitialized(pod, mains));
    }

    /// <summary>What a container does, by its status.</summary>
    public static ContainerState State(ManifestNode? status)
    {
        if (status?.At("state", "running") is { Kind: NodeKind.Object })
        {
            return ContainerState.Running;
        }

        if (status?.At("state", "terminated") is { Kind: NodeKind.Object } end)
        {
            return IsZero(end) ? ContainerState.Succeeded : ContainerState.Failed;
        }

        return status?.At("state", "waiting") is not { Kind: NodeKind.Object } ? ContainerState.Absent
            : status.At("lastState", "terminated") is not { Kind: NodeKind.Object } last ? ContainerState.Waiting
            : IsZero(last) ? ContainerState.WaitingAfterSuccess
            : ContainerState.WaitingAfterFailure;
    }

    private static Dictionary<string, ManifestNode> Statuses(Manifest pod, string field)
    {
        var byName = new Dictionary<string, ManifestNode>(StringComparer.Ordinal);
        foreach (var status in pod.Root.ItemsAt("status", field))
        {
            byName[status.TextAt("name") ?? ""] = status;
        }

        return byName;
    }

    private static ManifestNode? StatusOf(ManifestNode container, Dictionary<string, ManifestNode> statuses) =>
        statuses.GetValueOrDefault(container.TextAt("name") ?? "");

    private static bool IsSidecar(ManifestNode init) => init.TextAt("restartPolicy") == "Always";

    // The kubelet knows it by the sandbox; from outside it shows by the condition, or by a main container that has run.
    private static bool IsInitialized(Manifest pod, Dictionary<string, ManifestNode> mains) =>
        ObjectConditions.Of(pod).Any(c => c is { Type: "Initialized", Status: "True" }) || mains.Values.Any(s => State(s) is not (ContainerState.Absent or ContainerState.Waiting));

    private static PodContainer Container(ManifestNode container, Dictionary<string, ManifestNode> statuses, string? podPolicy)
    {
        var status = StatusOf(container, statuses);
        var policy = RestartsByRule(container, status) ? "Always" : container.TextAt("restartPolicy") ?? podPolicy;
        return new(policy switch { "Never" => RestartPolicy.Never, "OnFailure" => RestartPolicy.OnFailure, _ => RestartPolicy.Always }, State(status));
    }

    // restartPolicyRules: the first rule about the exit code decides, and its only action is to restart.
    private static bool RestartsByRule(ManifestNode container, ManifestNode? status)
    {
        var end = status?.At("state", "terminated") ?? status?.At("lastState", "terminated");
        var code = end?["exitCode"]?.Text;
        return code is not null && container.ItemsAt("restartPolicyRules").Any(rule => rule.TextAt("action") == "Restart" && Takes(rule, code));
    }

    private static bool Takes(ManifestNode rule, string code)
    {
        var named = rule.ItemsAt("exitCodes", "values").Any(v => v.Text == code);
        return rule.TextAt("exitCodes", "operator") switch { "In" => named, "NotIn" => !named, _ => false };
    }

    private static bool IsZero(ManifestNode end) => end["exitCode"] is null or { Text: "0" };
}
