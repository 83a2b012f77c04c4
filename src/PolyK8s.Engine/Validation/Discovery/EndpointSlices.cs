using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Discovery;

/// <summary>EndpointSlices.</summary>
/// <remarks>Mirrors <c>ValidateEndpointSlice</c>, <c>validateEndpoints</c> and <c>validatePorts</c> of <c>pkg/apis/discovery/validation</c>.</remarks>
internal static class EndpointSlices
{
    private const int MostEndpoints = 1000;
    private const int MostAddresses = 100;
    private const int MostPorts = 20_000;
    private const int MostHints = 8;
    private static readonly ImmutableArray<string> AddressTypes = ["FQDN", "IPv4", "IPv6"];

    /// <summary>An EndpointSlice.</summary>
    public static void Check(Field slice)
    {
        var type = slice["addressType"];
        ObjectMetas.Check(slice["metadata"], DnsNames.Subdomain);
        type.RequiredOneOf(AddressTypes);
        if (slice["endpoints"].Count > MostEndpoints)
        {
            slice["endpoints"].TooMany(MostEndpoints);
        }
        else
        {
            foreach (var endpoint in slice["endpoints"].Items())
            {
                Endpoint(endpoint, type.Text);
            }
        }

        EndpointPorts(slice["ports"]);
    }

    private static void Endpoint(Field endpoint, string type)
    {
        var addresses = endpoint["addresses"];
        if (addresses.Count == 0)
        {
            addresses.Required("must contain at least 1 address");
        }
        else if (addresses.Count > MostAddresses)
        {
            addresses.TooMany(MostAddresses);
        }

        foreach (var address in addresses.Items())
        {
            Address(address, type);
        }

        if (endpoint["nodeName"].IsSet)
        {
            endpoint["nodeName"].Must(DnsNames.Subdomain);
        }

        // Its deprecatedTopology is dropped before, as dropTopologyOnV1 does.
        if (endpoint["hostname"].IsSet)
        {
            endpoint["hostname"].Must(DnsNames.Label);
        }

        Hints(endpoint["hints"]["forZones"], LabelNames.Value);
        Hints(endpoint["hints"]["forNodes"], DnsNames.Subdomain);
    }

    private static void Hints(Field hints, Func<string, ImmutableArray<string>> check)
    {
        if (hints.Count > MostHints)
        {
            hints.TooMany(MostHints);
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in hints.Items().Select(hint => hint["name"]))
        {
            if (!seen.Add(name.Text))
            {
                name.DuplicateText();
            }

            name.Must(check);
        }
    }

    private static void Address(Field address, string type)
    {
        switch (type)
        {
            case "IPv4" or "IPv6":
                if (!IpAddresses.Check(address))
                {
                    break;
                }

                if (IpAddresses.Parse(address.Text)!.Length != (type == "IPv4" ? 4 : 16))
                {
                    address.InvalidText($"must be an {type} address");
                }

                IpAddresses.NotSpecial(address);
                break;
            case "FQDN":
                Domain(address);
                break;
            default:
                break;
        }
    }

    private static void Domain(Field address)
    {
        var name = address.Text is [.. var head, '.'] ? head : address.Text;
        if (address.Text.Length == 0)
        {
            address.Required();
        }
        else if (DnsNames.Subdomain(name) is { IsEmpty: false } faults)
        {
            address.Invalid(GoText.Quote(name), string.Join(",", faults));
        }
        else if (!name.Contains('.', StringComparison.Ordinal))
        {
            address.Invalid(GoText.Quote(name), "should be a domain with at least two segments separated by dots");
        }
        else if (Array.Find(name.Split('.'), label => !DnsNames.Label(label).IsEmpty) is { } bad)
        {
            address.Invalid(GoText.Quote(bad), string.Join(",", DnsNames.Label(bad)));
        }
    }

    private static void EndpointPorts(Field ports)
    {
        if (ports.Count > MostPorts)
        {
            ports.TooMany(MostPorts);
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in ports.Items())
        {
            port["name"].MustIfAny(DnsNames.Label);
            if (!names.Add(port["name"].Text))
            {
                port["name"].DuplicateText();
            }

            port["protocol"].OneOf(Ports.Protocols, port["protocol"].IsSet ? "" : "TCP");
            if (port["appProtocol"].IsSet)
            {
                port["appProtocol"].Must(LabelNames.Key);
            }
        }
    }
}
