using System.Numerics;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>What a Pod as a whole asks for and is limited to.</summary>
/// <remarks>Mirrors <c>validatePodResources</c> and <c>validatePodResourceConsistency</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class PodResources
{
    /// <summary>The resources of a Pod.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="isPod">Whether it is that of a Pod, where the server fills in requests from limits.</param>
    public static void Check(Field spec, bool isPod)
    {
        var resources = spec["resources"];
        if (!resources.IsSet)
        {
            return;
        }

        if (spec["os"]["name"].Text == "windows")
        {
            resources.Forbidden("may not be set for a windows pod");
            return;
        }

        if (resources["claims"].IsSet)
        {
            resources["claims"].Forbidden("claims cannot be set for Resources at pod-level");
        }

        ContainerResources.Check(resources, [], Name);
        Covers(spec, isPod);
        Limits(spec["containers"], resources);
    }

    // The server reports a container's limit below the resources of the Pod.
    private static void Limits(Field containers, Field resources)
    {
        foreach (var (container, i) in containers.Items().Select((container, i) => (container, i)))
        {
            foreach (var (name, limit) in container["resources"]["limits"].Entries())
            {
                if (resources["limits"].Has(name) && Quantities.Of(limit).CompareTo(Quantities.Of(resources["limits"].Key(name))) > 0)
                {
                    resources["containers"][i].Key(name)["limits"].Invalid(Quantities.Printed(limit), $"must be less than or equal to pod limits of {Quantities.Of(resources["limits"].Key(name))}");
                }
            }
        }
    }

    private static void Name(Field field, string name)
    {
        if (ResourceNames.Check(field, name) && name is not ("cpu" or "memory") && !ResourceNames.IsHugePages(name))
        {
            field.NotSupported(GoText.Quote(name), "cpu", "hugepages-", "memory");
        }
    }

    private static void Covers(Field spec, bool isPod)
    {
        var (requests, limits) = (spec["resources"]["requests"], spec["resources"]["limits"]);
        foreach (var (name, request) in requests.Entries())
        {
            if (Asked(spec, name, isPod) is var asked && asked > Quantities.Of(request).Nanos)
            {
                request.Invalid(Quantities.Printed(request), $"must be greater than or equal to aggregate container requests of {new Quantity(asked, Quantities.Of(request).Notation)}");
            }
        }

        // A missing request becomes what the containers ask for, and must not exceed the limit.
        foreach (var (name, limit) in isPod ? limits.Entries().Where(entry => entry.Key is "cpu" or "memory" && !requests.Has(entry.Key)) : [])
        {
            if (Asked(spec, name, isPod) is var asked && asked > Quantities.Of(limit).Nanos)
            {
                requests.Invalid(GoText.Quote(new Quantity(asked, Quantities.Of(limit).Notation).ToString()), $"must be less than or equal to {name} limit of {Quantities.Of(limit)}");
            }
        }
    }

    // Mirrors AggregateContainerRequests: init containers run one by one, beside the sidecars started before.
    private static BigInteger Asked(Field spec, string name, bool isPod)
    {
        var (sum, sidecars, most) = (spec["containers"].Items().Aggregate(BigInteger.Zero, (so, container) => so + Request(container)), BigInteger.Zero, BigInteger.Zero);
        foreach (var container in spec["initContainers"].Items())
        {
            var isSidecar = container["restartPolicy"].Text == "Always";
            sum += isSidecar ? Request(container) : 0;
            most = BigInteger.Max(most, sidecars + Request(container));
            sidecars += isSidecar ? Request(container) : 0;
        }

        return BigInteger.Max(sum, most);

        BigInteger Request(Field container)
        {
            var own = container["resources"];
            return Quantities.Of(own[isPod && !own["requests"].Has(name) ? "limits" : "requests"].Key(name)).Nanos;
        }
    }
}
