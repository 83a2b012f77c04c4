using System.Collections.Immutable;
using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Validation.Resource;

/// <summary>ResourceClaims, ResourceClaimTemplates and DeviceClasses, all but compiling their expressions.</summary>
/// <remarks>Mirrors <c>ValidateResourceClaim</c>, <c>ValidateResourceClaimTemplate</c>, <c>ValidateDeviceClass</c> and <c>validateDeviceRequest</c> of <c>pkg/apis/resource/validation</c>.</remarks>
internal static class ResourceClaims
{
    private const int MostItems = 32;
    private const int MostSubRequests = 8;
    private const int MostParameterBytes = 10 * 1024;
    private static readonly ImmutableArray<string> AllocationModes = ["All", "ExactCount"];

    /// <summary>A ResourceClaim.</summary>
    public static void Check(Field claim)
    {
        ObjectMetas.Check(claim["metadata"], DnsNames.Subdomain);
        Devices(claim["spec"]["devices"]);
    }

    /// <summary>A ResourceClaimTemplate.</summary>
    public static void Template(Field template)
    {
        ObjectMetas.Check(template["metadata"], DnsNames.Subdomain);
        ObjectMetas.OfTemplate(template["spec"]["metadata"]);
        Devices(template["spec"]["spec"]["devices"]);
    }

    /// <summary>A DeviceClass.</summary>
    public static void Class(Field item)
    {
        ObjectMetas.Check(item["metadata"], DnsNames.Subdomain, prefixOfNamed: false);
        DeviceSelectors.Check(item["spec"]["selectors"]);
        if (item["spec"]["config"].Count > MostItems)
        {
            item["spec"]["config"].TooMany(MostItems);
        }

        foreach (var config in item["spec"]["config"].Items())
        {
            Configuration(config);
        }

        var extended = item["spec"]["extendedResourceName"];
        if (extended.IsSet && !ResourceNames.IsExtended(extended.Text))
        {
            extended.InvalidText("must be a valid extended resource name");
        }
    }

    private static void Devices(Field devices)
    {
        Unique(devices["requests"], MostItems, Request);
        var requests = new RequestNames(devices["requests"]);
        if (devices["constraints"].Count > MostItems)
        {
            devices["constraints"].TooMany(MostItems);
        }

        foreach (var constraint in devices["constraints"].Items())
        {
            requests.Check(constraint["requests"]);
            Constraint(constraint);
        }

        if (devices["config"].Count > MostItems)
        {
            devices["config"].TooMany(MostItems);
        }

        foreach (var config in devices["config"].Items())
        {
            requests.Check(config["requests"]);
            Configuration(config);
        }
    }

    // The server looks at an item first, then whether its name is taken.
    private static void Unique(Field requests, int most, Action<Field> check)
    {
        if (requests.Count > most)
        {
            requests.TooMany(most);
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in requests.Items())
        {
            check(request);
            if (!names.Add(request["name"].Text))
            {
                request.Duplicate(GoText.Quote(request["name"].Text));
            }
        }
    }

    private static void Request(Field request)
    {
        const string one = "exactly one of `exactly` or `firstAvailable` is required";
        var (exactly, first) = (request["exactly"], request["firstAvailable"]);
        request["name"].Must(DnsNames.Label);
        if (!exactly.IsSet && first.Count == 0)
        {
            request.Required(one);
        }
        else if (exactly.IsSet && first.Count > 0)
        {
            request.Invalid("null", one + ", but multiple fields are set");
        }
        else if (exactly.IsSet)
        {
            Exactly(exactly);
        }
        else
        {
            Unique(first, MostSubRequests, sub =>
            {
                sub["name"].Must(DnsNames.Label);
                Exactly(sub);
            });
        }
    }

    private static void Exactly(Field request)
    {
        var (mode, count) = (request["allocationMode"], request["count"]);
        request["deviceClassName"].RequiredMust(DnsNames.Subdomain);
        DeviceSelectors.Check(request["selectors"]);
        switch (mode.TextOr("ExactCount"))
        {
            case "All":
                if (count.Number != 0)
                {
                    count.InvalidNumber("must not be specified when allocationMode is 'All'");
                }

                break;
            case "ExactCount":
                // A count of 0 is defaulted to 1.
                if (count.Number < 0)
                {
                    count.InvalidNumber("must be greater than zero");
                }

                break;
            default:
                mode.OneOf(AllocationModes);
                break;
        }

        DeviceTaints.Tolerations(request["tolerations"]);
    }

    private static void Configuration(Field config)
    {
        if (!config["opaque"].IsSet)
        {
            config["opaque"].Required();
        }
        else
        {
            SharedSources.DriverName(config["opaque"]["driver"]);
            Parameters(config["opaque"]["parameters"]);
        }
    }

    private static void Parameters(Field parameters)
    {
        if (!parameters.IsSet)
        {
            parameters.Required();
        }
        else if (parameters.Before is null && System.Text.Encoding.UTF8.GetByteCount(parameters.Node!.ToString()) > MostParameterBytes)
        {
            parameters.TooLong(MostParameterBytes);
        }
        else if (parameters.Node is not { Kind: Manifests.NodeKind.Object })
        {
            parameters.Invalid("\"<value omitted>\"", "must be a valid JSON object");
        }
    }

    private static void Constraint(Field constraint)
    {
        var (match, distinct) = (constraint["matchAttribute"], constraint["distinctAttribute"]);
        if (match.IsSet)
        {
            DeviceNames.Qualified(match, needsDomain: true);
        }
        else if (distinct.IsSet)
        {
            DeviceNames.Qualified(distinct, needsDomain: true);
        }
        else
        {
            constraint.Required("exactly one of \"matchAttribute\" or \"distinctAttribute\" is required, but multiple fields are set");
        }
    }
}
