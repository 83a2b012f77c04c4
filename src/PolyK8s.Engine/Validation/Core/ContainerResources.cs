using System.Collections.Immutable;
using System.Numerics;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>What a container or a Pod asks for and is limited to.</summary>
/// <remarks>Mirrors <c>validateResourceRequirements</c>, <c>validateResourceClaimNames</c> and <c>validateResizePolicy</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class ContainerResources
{
    /// <summary>Requests and limits.</summary>
    /// <param name="resources">The field with <c>requests</c>, <c>limits</c> and <c>claims</c>.</param>
    /// <param name="podClaims">The names of the Pod's claims.</param>
    /// <param name="checkName">What a resource's name must satisfy.</param>
    public static void Check(Field resources, ImmutableArray<string> podClaims, Action<Field, string> checkName)
    {
        var (limits, requests) = (resources["limits"], resources["requests"]);
        foreach (var (name, amount) in limits.Entries())
        {
            Amount(name, amount, checkName);
            HugePages(name, amount);
        }

        foreach (var (name, amount) in requests.Entries())
        {
            Amount(name, amount, checkName);
            AgainstLimit(name, amount, requests, limits);
            HugePages(name, amount);
        }

        var names = limits.Entries().Concat(requests.Entries()).Select(entry => entry.Key).ToArray();
        if (names.Any(ResourceNames.IsHugePages) && !names.Any(name => name is "cpu" or "memory"))
        {
            resources.Forbidden("HugePages require cpu or memory");
        }

        Claims(resources["claims"], podClaims);
    }

    /// <summary>What is restarted when resources change.</summary>
    public static void Resizing(Field policies, string restartPolicy)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var policy in policies.Items())
        {
            var (resource, restart) = (policy["resourceName"], policy["restartPolicy"]);
            if (!seen.Add(resource.Text))
            {
                policy.Duplicate(GoText.Quote(resource.Text));
            }

            resource.At(policies).RequiredOneOf(["cpu", "memory"]);
            restart.At(policies).RequiredOneOf(["NotRequired", "RestartContainer"]);
            if (restartPolicy == "Never" && restart.Text != "NotRequired")
            {
                policies.Invalid(GoText.Quote(restart.Text), "must be 'NotRequired' when `restartPolicy` is 'Never'");
            }
        }
    }

    private static void Amount(string name, Field amount, Action<Field, string> checkName)
    {
        checkName(amount, name);
        Quantities.OfResource(amount, name);
    }

    private static void AgainstLimit(string name, Field amount, Field requests, Field limits)
    {
        if (limits.Has(name))
        {
            var (request, limit) = (Quantities.Of(amount), Quantities.Of(limits.Key(name)));
            if (request.CompareTo(limit) != 0 && !ResourceNames.AllowsOvercommit(name))
            {
                requests.Invalid(Quantities.Printed(amount), $"must be equal to {name} limit of {limit}");
            }
            else if (request.CompareTo(limit) > 0)
            {
                requests.Invalid(Quantities.Printed(amount), $"must be less than or equal to {name} limit of {limit}");
            }
        }
        else if (!ResourceNames.AllowsOvercommit(name))
        {
            limits.Required("Limit must be set for non overcommitable resources");
        }
    }

    private static void HugePages(string name, Field amount)
    {
        if (!ResourceNames.IsHugePages(name))
        {
            return;
        }

        var page = Quantity.Parse(name["hugepages-".Length..]) ?? default;
        if (page.Nanos.Sign <= 0 || !BigInteger.Remainder(page.Nanos, Quantity.One).IsZero || !BigInteger.Remainder(Quantities.Of(amount).Value, page.Value).IsZero)
        {
            amount.Invalid(Quantities.Printed(amount), $"{Quantities.Of(amount)} is not positive integer multiple of {name}");
        }
    }

    private static void Claims(Field claims, ImmutableArray<string> podClaims)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var claim in claims.Items())
        {
            var (name, request) = (claim["name"].Text, claim["request"].Text);
            if (name.Length == 0)
            {
                claim.Required();
                continue;
            }

            claim["request"].MustIfAny(DnsNames.Label);
            var key = request.Length == 0 ? name : $"{name}/{request}";
            if (seen.Contains(name) || !seen.Add(key) || (request.Length == 0 && seen.Any(other => other.StartsWith(name + "/", StringComparison.Ordinal))))
            {
                claim.Duplicate(GoText.Quote(seen.Contains(name) ? name : key));
            }

            if (!podClaims.Contains(name))
            {
                claim["name"].At(claim).NotFound(podClaims, "must be one of the names in pod.spec.resourceClaims" + (podClaims.IsEmpty ? " which is empty" : ": " + string.Join(", ", podClaims.Order(StringComparer.Ordinal))));
            }
        }
    }
}
