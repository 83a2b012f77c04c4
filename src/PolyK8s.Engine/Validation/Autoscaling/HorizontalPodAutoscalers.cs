using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Autoscaling;

/// <summary>HorizontalPodAutoscalers of autoscaling/v2 and v1.</summary>
/// <remarks>Mirrors <c>ValidateHorizontalPodAutoscaler</c> of <c>pkg/apis/autoscaling/validation</c> and <c>validationOptionsForHorizontalPodAutoscaler</c> of <c>pkg/registry/autoscaling</c>.</remarks>
internal static class HorizontalPodAutoscalers
{
    /// <summary>A HorizontalPodAutoscaler.</summary>
    public static void Check(Field scaler)
    {
        var spec = scaler["spec"];
        ObjectMetas.Check(scaler["metadata"], DnsNames.Subdomain);
        Replicas(spec["minReplicas"], spec["maxReplicas"], scaler.Before?.At("spec", "minReplicas") is { Text: "0" } ? 0 : 1);
        Target(spec["scaleTargetRef"], isKept: IsKept(spec["scaleTargetRef"], scaler.Before?.At("spec", "scaleTargetRef")));

        Utilization(spec);
        Metrics(spec);
        ScalingBehavior.Check(spec["behavior"]);
    }

    /// <summary>A reference to something that scales, with a group; the version of one that is kept is not looked at.</summary>
    public static void Target(Field reference, bool needsGroup = true, bool isKept = false)
    {
        reference["kind"].RequiredMust(DnsNames.PathSegment);
        reference["name"].RequiredMust(DnsNames.PathSegment);
        var version = reference["apiVersion"];
        if (isKept)
        {
            return;
        }

        if (version.Text.Split('/').Length > 2)
        {
            version.InvalidText($"unexpected GroupVersion string: {version.Text}");
        }
        else if (needsGroup && version.Text.Split('/') is [_] or ["", _] && reference["kind"].Text != "ReplicationController")
        {
            version.InvalidText("apiVersion must specify API group");
        }
    }

    private static bool IsKept(Field reference, ManifestNode? before) =>
        before is not null && reference["apiVersion"].Text == (before.TextAt("apiVersion") ?? "") && reference["kind"].Text == (before.TextAt("kind") ?? "");

    // Zero stays legal where it was so before.
    private static void Replicas(Field least, Field most, long bound)
    {
        if (least.NumberOr(1) < bound)
        {
            least.InvalidNumber($"must be greater than or equal to {bound}");
        }

        if (most.Number == 0)
        {
            most.Required("must be set and greater than 0");
        }
        else if (most.Number < 1)
        {
            most.InvalidNumber("must be greater than or equal to 1");
        }

        if (most.Number < least.NumberOr(1))
        {
            most.InvalidNumber("must be greater than or equal to `minReplicas`");
        }
    }

    // Version 1 has one metric, the utilization of the processor, which the server converts.
    private static void Utilization(Field spec)
    {
        if (spec["targetCPUUtilizationPercentage"] is { IsSet: true, Number: < 1 } utilization)
        {
            utilization.At(Field.Elsewhere("spec.metrics[0].resource.target", spec)["averageUtilization"]).InvalidNumber("must be greater than 0");
        }
    }

    private static void Metrics(Field spec)
    {
        foreach (var metric in spec["metrics"].Items())
        {
            MetricSources.Check(metric);
        }

        if (spec["minReplicas"] is { IsSet: true, Number: 0 } && !spec["metrics"].Items().Any(metric => metric["type"].Text is "Object" or "External"))
        {
            spec["metrics"].Forbidden("must specify at least one Object or External metric to support scaling to zero replicas");
        }
    }
}
