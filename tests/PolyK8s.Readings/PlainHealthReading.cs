using System.Text.Json.Nodes;

namespace PolyK8s.Readings;

/// <summary>The words of Argo CD for kinds that are no workloads, read a second time from its Go functions and Lua scripts; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class PlainHealthReading(string misreading = "")
{
    private static readonly string[] Broken =
    [
        "AbleToScale FailedGetScale", "AbleToScale FailedUpdateScale", "ScalingActive FailedGetResourceMetric", "ScalingActive FailedGetObjectMetric", "ScalingActive FailedGetPodsMetric",
        "ScalingActive FailedGetExternalMetric", "ScalingActive FailedComputeMetricsReplicas", "ScalingActive InvalidSelector",
    ];

    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } =
        ["balancers are not counted", "the first condition of an autoscaler decides", "a running job is no excuse", "restart policy counts for all", "hooks are spared", "suspended by any status", "budgets may be short of nothing"];

    /// <summary>The word and the message.</summary>
    public (string Word, string Message) Argo(JsonObject o) => (string?)o["kind"] switch
    {
        "Service" => ((string?)o["spec"]?["type"] != "LoadBalancer" || Balancers(o) > 0 ? "Healthy" : "Progressing", ""),
        "Ingress" => (Balancers(o) > 0 ? "Healthy" : "Progressing", ""),
        "PersistentVolumeClaim" => (Status(o, "phase") switch { "Lost" => "Degraded", "Pending" => "Progressing", "Bound" => "Healthy", _ => "Unknown" }, ""),
        "APIService" => ApiService(o),
        "HorizontalPodAutoscaler" => Autoscaler(o),
        "PodDisruptionBudget" => Budget(o),
        "CronJob" => CronJob(o),
        "Job" => Job(o),
        _ => Pod(o),
    };

    private int Balancers(JsonObject o) => misreading == "balancers are not counted" ? 0 : (o["status"]?["loadBalancer"]?["ingress"] as JsonArray)?.Count ?? 0;

    private static (string, string) ApiService(JsonObject o)
    {
        foreach (var c in Conditions(o).Where(c => Text(c, "type") == "Available"))
        {
            return (Text(c, "status") == "True" ? "Healthy" : "Progressing", $"{Text(c, "reason")}: {Text(c, "message")}");
        }

        return ("Progressing", "Waiting to be processed");
    }

    private (string, string) Autoscaler(JsonObject o)
    {
        var conditions = ((string?)o["apiVersion"] == "autoscaling/v1"
            ? JsonNode.Parse((string?)o["metadata"]?["annotations"]?["autoscaling.alpha.kubernetes.io/conditions"] ?? "[]")!.AsArray().OfType<JsonObject>()
            : Conditions(o)).ToList();
        var broken = conditions.Find(c => Broken.Contains($"{Text(c, "type")} {Text(c, "reason")}"));
        var well = conditions.Find(c => Text(c, "type") is "AbleToScale" or "ScalingLimited" && Text(c, "status") == "True");
        if (misreading == "the first condition of an autoscaler decides" && well is not null && broken is not null && conditions.IndexOf(well) < conditions.IndexOf(broken))
        {
            broken = null;
        }

        return broken is not null ? ("Degraded", Text(broken, "message")) : well is not null ? ("Healthy", Text(well, "message")) : ("Progressing", "Waiting to Autoscale");
    }

    private (string, string) Budget(JsonObject o)
    {
        var said = ("Progressing", "Waiting for status");
        foreach (var c in Conditions(o))
        {
            said = ("Healthy", $"PodDisruptionBudget has {Text(c, "reason")}");
            if (Text(c, "status") == "False" && (Text(c, "reason") != "InsufficientPods" || misreading == "budgets may be short of nothing"))
            {
                return ("Degraded", said.Item2);
            }
        }

        return said;
    }

    private (string, string) CronJob(JsonObject o)
    {
        if (o["spec"]?["suspend"] is JsonValue suspend && suspend.GetValue<bool>())
        {
            return ("Healthy", "CronJob is Suspended");
        }

        if (o["status"] is not JsonObject status)
        {
            return ("Progressing", "Waiting for CronJob");
        }

        var (begun, ended) = ((string?)status["lastScheduleTime"], (string?)status["lastSuccessfulTime"]);
        return begun is null ? ("Healthy", "CronJob has not been scheduled yet")
            : ended is null ? ("Healthy", "The CronJob never completed successfully. It may not be healthy")
            : status["active"] is JsonArray { Count: > 0 } && misreading != "a running job is no excuse" ? ("Healthy", "The job is running. Its last execution may not have been successful")
            : string.CompareOrdinal(ended, begun) < 0 ? ("Degraded", "CronJob has not completed its last execution successfully")
            : ("Healthy", "CronJob has completed its last execution successfully");
    }

    private (string, string) Job(JsonObject o)
    {
        var (failed, ended, suspended, fault, message) = (false, false, false, "", "");
        foreach (var c in Conditions(o))
        {
            switch (Text(c, "type"))
            {
                case "Failed": (failed, ended, fault) = (true, true, Text(c, "message")); break;
                case "Complete": (ended, message) = (true, Text(c, "message")); break;
                case "Suspended":
                    (ended, message) = (true, Text(c, "message"));
                    suspended |= Text(c, "status") == "True" || misreading == "suspended by any status";
                    break;
                default: break;
            }
        }

        return !ended ? ("Progressing", message) : failed ? ("Degraded", fault) : suspended ? ("Suspended", message) : ("Healthy", message);
    }

    private (string, string) Pod(JsonObject o)
    {
        var policy = (string?)o["spec"]?["restartPolicy"];
        var annotations = o["metadata"]?["annotations"] as JsonObject;
        var isHook = annotations?["argocd.argoproj.io/hook"] is { } hook ? (string?)hook != "Skip" : annotations?["helm.sh/hook"] is { } helm && (string?)helm != "crd-install";
        var lasting = policy == "Always" || ((string?)annotations?["argocd.argoproj.io/ignore-restart-policy"] == "true" && (!isHook || misreading == "hooks are spared") && misreading != "restart policy counts for all");
        var containers = (o["status"]?["containerStatuses"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var waiting = containers.Select(c => c["state"]?["waiting"] as JsonObject).OfType<JsonObject>()
            .Where(w => Text(w, "reason") is var reason && (reason.StartsWith("Err", StringComparison.Ordinal) || reason.EndsWith("Error", StringComparison.Ordinal) || reason.EndsWith("BackOff", StringComparison.Ordinal))).ToList();
        var message = Status(o, "message");
        if (lasting && waiting.Count > 0)
        {
            return ("Degraded", string.Join(", ", waiting.Select(w => Text(w, "message"))));
        }

        return Status(o, "phase") switch
        {
            "Pending" => ("Progressing", message),
            "Succeeded" => ("Healthy", message),
            "Failed" => ("Degraded", message.Length > 0 ? message : containers.Select(Blame).FirstOrDefault(b => b.Length > 0) ?? ""),
            "Running" when lasting => (Conditions(o).Any(c => Text(c, "type") == "Ready" && Text(c, "status") == "True") ? "Healthy"
                : containers.Any(c => c["lastState"]?["terminated"] is JsonObject) ? "Degraded" : "Progressing", message),
            "Running" when policy is "OnFailure" or "Never" => ("Progressing", message),
            _ => ("Unknown", message),
        };
    }

    private static string Blame(JsonObject container) => container["state"]?["terminated"] is not JsonObject ended ? ""
        : Text(ended, "message") is { Length: > 0 } message ? message
        : Text(ended, "reason") == "OOMKilled" ? "OOMKilled"
        : (int?)ended["exitCode"] is { } code and not 0 ? $"container \"{Text(container, "name")}\" failed with exit code {code}"
        : "";

    private static IEnumerable<JsonObject> Conditions(JsonObject o) => (o["status"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>();

    private static string Status(JsonObject o, string field) => (string?)o["status"]?[field] ?? "";

    private static string Text(JsonObject o, string field) => (string?)o[field] ?? "";
}
