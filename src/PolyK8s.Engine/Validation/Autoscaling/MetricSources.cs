using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Autoscaling;

/// <summary>What a HorizontalPodAutoscaler scales by.</summary>
/// <remarks>Mirrors <c>validateMetricSpec</c>, <c>validateContainerResourceSource</c> and <c>validateMetricTarget</c> of <c>pkg/apis/autoscaling/validation</c>.</remarks>
internal static class MetricSources
{
    private const string NoMetricName = "must specify a metric name";

    private static readonly ImmutableArray<string> Types = ["ContainerResource", "External", "Object", "Pods", "Resource"];

    private static readonly ImmutableArray<(string Name, Action<Field> Check)> Sources =
        [("object", Object), ("external", External), ("pods", OfPods), ("resource", Resource), ("containerResource", ContainerResource)];

    /// <summary>A metric.</summary>
    public static void Check(Field metric)
    {
        var type = metric["type"];
        type.RequiredText("must specify a metric source type");
        type.OneOf(Types);
        var given = Sources.Where(source => metric[source.Name].IsSet).ToArray();
        if (given is [var (name, check), ..])
        {
            check(metric[name]);
        }

        var expected = type.Text.Length > 0 && Types.Contains(type.Text, StringComparer.Ordinal) ? char.ToLowerInvariant(type.Text[0]) + type.Text[1..] : "";
        if (expected.Length == 0)
        {
            type.OneOf(Types);
        }
        else if (!metric[expected].IsSet)
        {
            metric[expected].Required("must populate information for the given metric source");
        }

        foreach (var (other, _) in given.Length == 1 ? [] : given.Where(source => source.Name != expected))
        {
            metric[other].Forbidden("must populate the given metric source only");
        }
    }

    private static void Object(Field source)
    {
        HorizontalPodAutoscalers.Target(source["describedObject"], needsGroup: false);
        Identifier(source["metric"]);
        Target(source["target"]);
        if (!source["target"]["value"].IsSet && !source["target"]["averageValue"].IsSet)
        {
            source["target"]["averageValue"].Required("must set either a target value or averageValue");
        }
    }

    private static void External(Field source)
    {
        var (value, average) = (source["target"]["value"], source["target"]["averageValue"]);
        Identifier(source["metric"]);
        Target(source["target"]);
        if (!value.IsSet && !average.IsSet)
        {
            average.Required("must set either a target value for metric or a per-pod target");
        }

        if (value.IsSet && average.IsSet)
        {
            value.Forbidden("may not set both a target value for metric and a per-pod target");
        }
    }

    private static void OfPods(Field source)
    {
        var average = source["target"]["averageValue"];
        Identifier(source["metric"]);
        Target(source["target"]);
        if (Quantities.Of(average).Nanos.Sign <= 0)
        {
            average.Required("must specify a positive target averageValue");
        }
    }

    private static void Resource(Field source)
    {
        source["name"].RequiredText("must specify a resource name");
        ResourceTarget(source);
    }

    private static void ContainerResource(Field source)
    {
        if (source["name"].RequiredText("must specify a resource name"))
        {
            ResourceNames.OfContainer(source["name"], source["name"].Text);
        }

        if (source["container"].RequiredText("must specify a container"))
        {
            source["container"].Must(DnsNames.Label);
        }

        ResourceTarget(source);
    }

    private static void ResourceTarget(Field source)
    {
        var (utilization, average) = (source["target"]["averageUtilization"], source["target"]["averageValue"]);
        Target(source["target"]);
        if (!utilization.IsSet && !average.IsSet)
        {
            utilization.Required("must set either a target raw value or a target utilization");
        }

        if (utilization.IsSet && average.IsSet)
        {
            average.Forbidden("may not set both a target raw value and a target utilization");
        }
    }

    // Mirrors validateMetricIdentifier: the selector belongs to whoever measures, and is not read.
    private static void Identifier(Field metric)
    {
        if (metric["name"].RequiredText(NoMetricName))
        {
            metric["name"].Must(DnsNames.PathSegment);
        }
    }

    private static void Target(Field target)
    {
        var type = target["type"];
        type.RequiredText("must specify a metric target type");
        if (type.Text is not ("Utilization" or "Value" or "AverageValue"))
        {
            type.InvalidText("must be either Utilization, Value, or AverageValue");
        }

        foreach (var amount in (Field[])[target["value"], target["averageValue"]])
        {
            if (amount.IsSet && Quantities.Of(amount).Nanos.Sign <= 0)
            {
                amount.Invalid(Quantities.Printed(amount), "must be positive");
            }
        }

        if (target["averageUtilization"] is { IsSet: true, Number: < 1 } utilization)
        {
            utilization.InvalidNumber("must be greater than 0");
        }
    }
}
