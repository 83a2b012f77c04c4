using System.Numerics;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>What a Pod as a whole asks for and is limited to.</summary>
/// <remarks>Mirrors <c>validatePodResources</c> and <c>validatePodResourceConsistency</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class PodResources
{
    /// <summary>The resources of a Pod.</summary>
    public static void Check(Field spec)
    {
        var resources = spec["resources"];
        if (!resources.IsSet)
        {
            return;
        }

        if (resources["claims"].IsSet)
        {
            resources["claims"].Forbidden("claims cannot be set for Resources at pod-level");
        }

        ContainerResources.Check(resources, [], Name);
        foreach (var (name, request) in resources["requests"].Entries())
        {
            Covers(spec, name, request);
        }

        var containers = resources["containers"];
        foreach (var (container, i) in spec["containers"].Items().Select((container, i) => (container, i)))
        {
            foreach (var (name, limit) in container["resources"]["limits"].Entries())
            {
                if (resources["limits"].Has(name) && Quantities.Of(limit).CompareTo(Quantities.Of(resources["limits"].Key(name))) > 0)
                {
                    containers[i].Key(name)["limits"].Invalid(Quantities.Printed(limit), $"must be less than or equal to pod limits of {Quantities.Of(resources["limits"].Key(name))}");
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

    private static void Covers(Field spec, string name, Field request)
    {
        var asked = spec["containers"].Items().Aggregate(BigInteger.Zero, (sum, container) => sum + Quantities.Of(container["resources"]["requests"].Key(name)).Nanos);
        if (asked > Quantities.Of(request).Nanos)
        {
            request.Invalid(Quantities.Printed(request), $"must be greater than or equal to aggregate container requests of {new Quantity(asked, Quantities.Of(request).Notation)}");
        }
    }
}
