using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The addresses of a Service and their families.</summary>
/// <remarks>Mirrors <c>ValidateServiceClusterIPsRelatedFields</c> of <c>pkg/apis/core/validation</c>; a missing <c>clusterIPs</c> is filled from <c>clusterIP</c>.</remarks>
internal static class ServiceAddresses
{
    private static readonly ImmutableArray<string> Families = ["IPv4", "IPv6"];
    private static readonly ImmutableArray<string> FamilyPolicies = ["PreferDualStack", "RequireDualStack", "SingleStack"];

    /// <summary>Whether the Service has no address of its own.</summary>
    public static bool IsHeadless(Field spec) => All(spec) is ["None"];

    /// <summary>Addresses and families.</summary>
    public static void Check(Field spec)
    {
        if (spec["type"].Text == "ExternalName")
        {
            return;
        }

        var (one, list, all) = (spec["clusterIP"].Text, spec["clusterIPs"], All(spec));
        if (one.Length == 0 && all.Length > 0)
        {
            list.Invalid(Printed(all), "must be empty when `clusterIP` is not specified");
        }
        else if (one.Length > 0 && all[0] != one)
        {
            list.Invalid(Printed(all), "first value must match `clusterIP`");
        }

        FamiliesOf(spec);
        if (AreAddresses(spec["clusterIP"], list, all))
        {
            Match(spec, list, all);
        }

        if (spec.Errors.Count == 0 && spec.Before is null)
        {
            OneOfEach(spec, all.Length);
        }
    }

    // Mirrors initIPFamilyFields of pkg/registry/core/service: two of anything need a policy that allows two.
    private static void OneOfEach(Field spec, int addresses)
    {
        var policy = spec["ipFamilyPolicy"];
        if (policy.TextOr(IsHeadless(spec) && spec["selector"].Count == 0 ? "RequireDualStack" : "SingleStack") != "SingleStack")
        {
            return;
        }

        foreach (var (count, what) in new[] { (addresses, "cluster IPs"), (spec["ipFamilies"].Count, "IP families") })
        {
            if (count == 2)
            {
                policy.Invalid("\"SingleStack\"", $"must be 'RequireDualStack' or 'PreferDualStack' when multiple {what} are specified");
            }
        }
    }

    private static ImmutableArray<string> All(Field spec) =>
        spec["clusterIPs"].Texts() is { IsEmpty: false } all ? all : spec["clusterIP"].Text is { Length: > 0 } one ? [one] : [];

    private static void FamiliesOf(Field spec)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var family in spec["ipFamilies"].Items())
        {
            family.OneOf(Families);
            if (!seen.Add(family.Text))
            {
                family.DuplicateText();
            }
        }

        spec["ipFamilyPolicy"].OneOfIfSet(FamilyPolicies);
    }

    private static bool AreAddresses(Field one, Field list, ImmutableArray<string> all)
    {
        var before = list.Errors.Count;
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 && all[i] == "None")
            {
                if (all.Length > 1)
                {
                    list.Invalid(Printed(all), "'None' must be the first and only value");
                }
            }
            else
            {
                IpAddresses.Check(list.Count > 0 ? list[i] : one.At(list[i]));
            }
        }

        var good = list.Errors.Count == before;
        if (all.Length > 2)
        {
            list.Invalid(Printed(all), "may only hold up to 2 values");
        }

        return good;
    }

    private static void Match(Field spec, Field list, ImmutableArray<string> all)
    {
        var bytes = all.Select(IpAddresses.Parse).OfType<byte[]>().ToArray();
        if (bytes.Length > 1 && !IpAddresses.AreDualStack(bytes))
        {
            list.Invalid(Printed(all), "may specify no more than one IP for each IP family");
        }

        var families = spec["ipFamilies"].Texts();
        for (var i = 0; i < Math.Min(bytes.Length, families.Length); i++)
        {
            if (families[i] is "IPv4" or "IPv6" && (families[i] == "IPv4") != (bytes[i].Length == 4))
            {
                list[i].Invalid(GoText.Quote(all[i]), $"expected an {families[i]} value as indicated by `ipFamilies[{i}]`");
            }
        }
    }

    private static string Printed(ImmutableArray<string> all) => $"[{string.Join(',', all.Select(GoText.Quote))}]";
}
