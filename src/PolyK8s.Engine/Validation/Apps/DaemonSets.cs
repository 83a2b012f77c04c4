using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Validation.Apps;

/// <summary>DaemonSets.</summary>
/// <remarks>Mirrors <c>ValidateDaemonSet</c> and <c>ValidateDaemonSetUpdateStrategy</c> of <c>pkg/apis/apps/validation</c>.</remarks>
internal static class DaemonSets
{
    private const string TemplateGeneration = "deprecated.daemonset.template.generation";

    /// <summary>A DaemonSet.</summary>
    public static void Check(Field set)
    {
        var spec = set["spec"];
        Generation(set["metadata"]["annotations"].Key(TemplateGeneration));
        ObjectMetas.Check(set["metadata"], DnsNames.Subdomain);
        var before = spec.Errors.Count;
        LabelSelectors.Check(spec["selector"]);
        if (spec.Errors.Count == before)
        {
            LabelSelectors.Matches(spec);
        }

        if (spec["selector"].IsSet && LabelSelectors.IsEmpty(spec["selector"]))
        {
            spec["selector"].Invalid(LabelSelectors.Printed(spec["selector"]), "empty selector is invalid for daemonset");
        }

        PodTemplates.Check(spec["template"]);
        PodTemplates.AlwaysRestarted(spec["template"], "DaemonSet");
        spec["minReadySeconds"].NonNegative();
        Strategy(spec["updateStrategy"]);
        spec["revisionHistoryLimit"].NonNegative();
    }

    // Mirrors Convert_v1_DaemonSet_To_apps_DaemonSet, which reads the annotation as a number.
    private static void Generation(Field annotation)
    {
        if (annotation.IsSet && !long.TryParse(annotation.Text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            annotation.InvalidText("must be an integer");
        }
    }

    private static void Strategy(Field strategy)
    {
        var rolling = strategy["rollingUpdate"];
        switch (strategy["type"].TextOr("RollingUpdate"))
        {
            case "OnDelete":
                break;
            case "RollingUpdate":
                Rolling(rolling["maxUnavailable"], rolling["maxSurge"]);
                break;
            default:
                var printed = rolling.IsSet
                    ? $"{{\"MaxUnavailable\":{IntOrPercents.Printed(rolling["maxUnavailable"], "0")},\"MaxSurge\":{IntOrPercents.Printed(rolling["maxSurge"], "0")}}}"
                    : "null";
                strategy.NotSupported($"{{\"Type\":{GoText.Quote(strategy["type"].Text)},\"RollingUpdate\":{printed}}}", "RollingUpdate", "OnDelete");
                break;
        }
    }

    private static void Rolling(Field unavailable, Field surge)
    {
        IntOrPercents.Check(unavailable);
        IntOrPercents.Check(surge);
        IntOrPercents.AtMost100(unavailable);
        IntOrPercents.AtMost100(surge);
        switch (IntOrPercents.Value(unavailable, 1) != 0, IntOrPercents.Value(surge, 0) != 0)
        {
            case (true, true):
                surge.Invalid(IntOrPercents.Printed(surge, "0"), "may not be set when maxUnavailable is non-zero");
                break;
            case (false, false):
                unavailable.Required("cannot be 0 when maxSurge is 0");
                break;
            default:
                break;
        }
    }
}
