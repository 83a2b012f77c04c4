using System.Globalization;
using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Validation.Apps;

/// <summary>Deployments and ReplicaSets.</summary>
/// <remarks>Mirrors <c>ValidateDeployment</c>, <c>ValidateDeploymentStrategy</c>, <c>ValidateRollback</c> and <c>ValidateReplicaSet</c> of <c>pkg/apis/apps/validation</c>.</remarks>
internal static class Deployments
{
    private const string DefaultRate = "25%";
    private const long DefaultProgressSeconds = 600;
    private const string RollbackTo = "deprecated.deployment.rollback.to";

    /// <summary>A Deployment.</summary>
    public static void Check(Field deployment)
    {
        var spec = deployment["spec"];
        ObjectMetas.Check(deployment["metadata"], DnsNames.Subdomain);
        spec["replicas"].NonNegative();
        Template(spec);
        Strategy(spec["strategy"]);
        spec["minReadySeconds"].NonNegative();
        spec["revisionHistoryLimit"].NonNegative();
        Rollback(deployment["metadata"]["annotations"].Key(RollbackTo));
        var deadline = spec["progressDeadlineSeconds"];
        deadline.NonNegative();
        if (deadline.NumberOr(DefaultProgressSeconds) <= spec["minReadySeconds"].Number)
        {
            deadline.Invalid(GoText.Number(deadline.NumberOr(DefaultProgressSeconds)), "must be greater than minReadySeconds");
        }
    }

    /// <summary>A ReplicaSet.</summary>
    public static void ReplicaSet(Field set)
    {
        var spec = set["spec"];
        ObjectMetas.Check(set["metadata"], DnsNames.Subdomain);
        spec["replicas"].NonNegative();
        spec["minReadySeconds"].NonNegative();
        Template(spec);
    }

    // Mirrors Convert_v1_Deployment_To_apps_Deployment, which makes a field of the annotation.
    private static void Rollback(Field annotation)
    {
        if (annotation.Text.Length == 0)
        {
            return;
        }

        if (!long.TryParse(annotation.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var revision))
        {
            annotation.InvalidText("must be an integer");
        }
        else if (revision < 0)
        {
            Field.Elsewhere("spec.rollback.version", annotation).Invalid(annotation.Text, "must be greater than or equal to 0");
        }
    }

    // The server calls a ReplicaSet a deployment here, too.
    private static void Template(Field spec)
    {
        if (LabelSelectors.OfTemplate(spec, "deployment"))
        {
            PodTemplates.Check(spec["template"]);
            PodTemplates.AlwaysRestarted(spec["template"], "ReplicaSet");
        }
    }

    private static void Strategy(Field strategy)
    {
        var rolling = strategy["rollingUpdate"];
        switch (strategy["type"].TextOr("RollingUpdate"))
        {
            case "Recreate":
                if (rolling.IsSet)
                {
                    rolling.Forbidden("may not be specified when strategy `type` is 'Recreate'");
                }

                break;
            case "RollingUpdate":
                Rolling(rolling);
                break;
            default:
                strategy.NotSupported(Printed(strategy), "Recreate", "RollingUpdate");
                break;
        }
    }

    private static void Rolling(Field rolling)
    {
        var (unavailable, surge) = (rolling["maxUnavailable"], rolling["maxSurge"]);
        IntOrPercents.Check(unavailable);
        IntOrPercents.Check(surge);
        if (IntOrPercents.Value(unavailable, 25) == 0 && IntOrPercents.Value(surge, 25) == 0)
        {
            unavailable.Invalid(IntOrPercents.Printed(unavailable, GoText.Quote(DefaultRate)), "may not be 0 when `maxSurge` is 0");
        }

        IntOrPercents.AtMost100(unavailable);
    }

    private static string Printed(Field strategy)
    {
        var rolling = strategy["rollingUpdate"];
        var printed = rolling.IsSet
            ? $"{{\"MaxUnavailable\":{IntOrPercents.Printed(rolling["maxUnavailable"], "0")},\"MaxSurge\":{IntOrPercents.Printed(rolling["maxSurge"], "0")}}}"
            : "null";
        return string.Create(CultureInfo.InvariantCulture, $"{{\"Type\":{GoText.Quote(strategy["type"].Text)},\"RollingUpdate\":{printed}}}");
    }
}
