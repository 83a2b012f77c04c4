using System.Text.Json.Nodes;

namespace PolyK8s.Engine.Tests.Lifecycles;

/// <summary>Objects of kinds that are no workloads, with statuses made of the words their controllers use.</summary>
internal static class PlainObjects
{
    private static readonly string[][] Kinds =
    [
        ["v1", "Service"], ["networking.k8s.io/v1", "Ingress"], ["v1", "PersistentVolumeClaim"], ["apiregistration.k8s.io/v1", "APIService"], ["autoscaling/v1", "HorizontalPodAutoscaler"],
        ["autoscaling/v2", "HorizontalPodAutoscaler"], ["policy/v1", "PodDisruptionBudget"], ["batch/v1", "CronJob"], ["batch/v1", "Job"], ["v1", "Pod"], ["v1", "Pod"],
    ];

    private static readonly string[] Types = ["Available", "AbleToScale", "ScalingLimited", "ScalingActive", "DisruptionAllowed", "Failed", "Complete", "Suspended", "Ready"];

    private static readonly string[] Reasons =
        ["FailedGetScale", "FailedUpdateScale", "FailedGetResourceMetric", "FailedGetObjectMetric", "FailedGetPodsMetric", "FailedGetExternalMetric", "FailedComputeMetricsReplicas", "InvalidSelector", "InsufficientPods", "SufficientPods", "Passed"];

    /// <summary>The next one.</summary>
    public static JsonObject Next(Random random)
    {
        T One<T>(params T[] words) => words[random.Next(words.Length)];
        bool Maybe() => random.Next(2) == 0;
        var kind = One(Kinds);
        JsonArray Many(int most, Func<JsonNode> next) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => next())];
        var conditions = Many(3, () => new JsonObject { ["type"] = One(Types), ["status"] = One("True", "False", "Unknown"), ["reason"] = One(Reasons), ["message"] = $"message {random.Next(9)}" });
        var metadata = new JsonObject { ["name"] = "x" };
        var annotations = new JsonObject();
        foreach (var (name, words) in new (string, string[])[] { ("argocd.argoproj.io/ignore-restart-policy", ["true", "false"]), ("argocd.argoproj.io/hook", ["PreSync", "Skip"]), ("helm.sh/hook", ["crd-install", "post-install"]) })
        {
            if (random.Next(3) == 0)
            {
                annotations[name] = One(words);
            }
        }

        if (kind[0] == "autoscaling/v1" && Maybe())
        {
            annotations["autoscaling.alpha.kubernetes.io/conditions"] = conditions.ToJsonString();
        }

        metadata["annotations"] = annotations;
        var status = new JsonObject { ["conditions"] = conditions };
        JsonObject Container() => new()
        {
            ["name"] = One("a", "b"),
            ["state"] = One<JsonObject>(
                new() { ["running"] = new JsonObject() },
                new() { ["waiting"] = new JsonObject { ["reason"] = One("ErrImagePull", "CrashLoopBackOff", "CreateContainerConfigError", "ContainerCreating"), ["message"] = "why" } },
                new() { ["terminated"] = new JsonObject { ["exitCode"] = random.Next(3), ["reason"] = One("OOMKilled", "Error"), ["message"] = One("", "said") } }),
            ["lastState"] = Maybe() ? new JsonObject() : new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 1 } },
        };
        status["containerStatuses"] = kind[1] == "Pod" ? Many(2, Container) : null;
        status["phase"] = kind[1] == "Pod" ? One("Pending", "Running", "Running", "Running", "Succeeded", "Failed", "Unknown") : One("Bound", "Pending", "Lost", "");
        status["message"] = One("", "the message");
        status["loadBalancer"] = Maybe() ? new JsonObject { ["ingress"] = Many(2, () => new JsonObject { ["ip"] = "10.0.0.1" }) } : null;
        status["active"] = kind[1] == "CronJob" && Maybe() ? Many(2, () => new JsonObject { ["name"] = "j" }) : null;
        status["lastScheduleTime"] = Maybe() ? One("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z") : null;
        status["lastSuccessfulTime"] = Maybe() ? One("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z") : null;
        var spec = kind[1] switch
        {
            "Pod" => new JsonObject { ["restartPolicy"] = One("Always", "OnFailure", "Never") },
            "Service" => new JsonObject { ["type"] = One("LoadBalancer", "ClusterIP") },
            _ => new JsonObject { ["suspend"] = random.Next(4) == 0 },
        };
        foreach (var absent in status.Where(m => m.Value is null).Select(m => m.Key).ToArray())
        {
            status.Remove(absent);
        }

        var made = new JsonObject { ["apiVersion"] = kind[0], ["kind"] = kind[1], ["metadata"] = metadata, ["spec"] = spec };
        if (random.Next(8) > 0)
        {
            made["status"] = status;
        }

        return made;
    }
}
