namespace PolyK8s.Engine.Validation.Core;

/// <summary>The probes of a container.</summary>
/// <remarks>Mirrors <c>validateProbe</c> and its three callers in <c>pkg/apis/core/validation</c>; a zero is replaced by the default first.</remarks>
internal static class Probes
{
    private static readonly string[] Counts = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];

    /// <summary>The three probes.</summary>
    public static void Check(Field container)
    {
        foreach (var name in (ReadOnlySpan<string>)["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container[name].IsSet)
            {
                One(container[name], readiness: name == "readinessProbe");
            }
        }
    }

    private static void One(Field probe, bool readiness)
    {
        Handlers.OfProbe(probe);
        foreach (var count in Counts)
        {
            probe[count].NonNegative();
        }

        var grace = probe["terminationGracePeriodSeconds"];
        if (grace.IsSet && grace.Number <= 0)
        {
            grace.InvalidNumber("must be greater than 0");
        }

        if (readiness && grace.IsSet)
        {
            grace.InvalidNumber("must not be set for readinessProbes");
        }

        if (!readiness && probe["successThreshold"].Number is not (0 or 1))
        {
            probe["successThreshold"].InvalidNumber("must be 1");
        }
    }
}
