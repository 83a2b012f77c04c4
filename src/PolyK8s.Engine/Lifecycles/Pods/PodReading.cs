using System.Globalization;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Pods;

/// <summary>What the tables of Pods look at, and no field says by itself.</summary>
internal static class PodReading
{
    private static readonly string[] Phases = ["Pending", "Running", "Succeeded", "Failed", "Unknown"];

    /// <summary>The phase: a written one that is final or none of Kubernetes' own, else what the kubelet would compute, else what is written.</summary>
    public static ManifestNode? Phase(Manifest pod)
    {
        var written = pod.Root.At("status", "phase");
        return written is { Kind: NodeKind.String, Text: "Succeeded" or "Failed" or "Unknown" } || (written is { Kind: NodeKind.String, Text.Length: > 0 } && !Phases.Contains(written.Text))
            ? written
            : pod.Root.ItemsAt("spec", "containers").IsEmpty || pod.Root.ItemsAt("status", "containerStatuses").IsEmpty
            ? (written is { Kind: NodeKind.String, Text.Length: > 0 } ? written : null)
            : ManifestNode.Of(KubeletPhases.Of(ContainerReading.Of(pod)));
    }

    /// <summary>Why the Pod failed, in one word; null when nobody says.</summary>
    public static ManifestNode? Reason(Manifest pod) => pod.Root.TextAt("status", "reason") is { Length: > 0 } reason ? ManifestNode.Of(reason) : null;

    /// <summary>The names of the containers that are in CrashLoopBackOff; null when none is.</summary>
    public static ManifestNode? CrashLooping(Manifest pod)
    {
        var names = pod.Root.ItemsAt("status", "initContainerStatuses").Concat(pod.Root.ItemsAt("status", "containerStatuses"))
            .Where(s => s.TextAt("state", "waiting", "reason") == "CrashLoopBackOff").Select(s => s.TextAt("name") ?? "").ToArray();
        return names.Length == 0 ? null : ManifestNode.Of(string.Join(", ", names));
    }

    /// <summary>What the first container that failed says; null when none does.</summary>
    public static ManifestNode? FailMessage(Manifest pod) =>
        pod.Root.ItemsAt("status", "initContainerStatuses").Concat(pod.Root.ItemsAt("status", "containerStatuses")).Select(FailMessage).FirstOrDefault(m => m.Length > 0) is { } found ? ManifestNode.Of(found) : null;

    private static string FailMessage(ManifestNode status)
    {
        var end = status.At("state", "terminated");
        var code = end?.At("exitCode") is { Kind: NodeKind.Integer } node ? node.Text : "0";
        return end is null ? ""
            : end.TextAt("message") is { Length: > 0 } message ? message
            : end.TextAt("reason") is "OOMKilled" ? "OOMKilled"
            : code == "0" ? ""
            : string.Create(CultureInfo.InvariantCulture, $"container {Validation.GoText.Quote(status.TextAt("name") ?? "")} failed with exit code {code}");
    }
}
