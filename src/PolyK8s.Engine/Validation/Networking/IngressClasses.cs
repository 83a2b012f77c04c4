using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Networking;

/// <summary>IngressClasses, ServiceCIDRs and IPAddresses.</summary>
/// <remarks>Mirrors <c>ValidateIngressClass</c>, <c>ValidateServiceCIDR</c> and <c>ValidateIPAddress</c> of <c>pkg/apis/networking/validation</c>.</remarks>
internal static class IngressClasses
{
    private const int MostControllerBytes = 250;
    private static readonly ImmutableArray<string> Scopes = ["Cluster", "Namespace"];

    /// <summary>An IngressClass.</summary>
    public static void Check(Field item)
    {
        ObjectMetas.Check(item["metadata"], DnsNames.Subdomain);
        var controller = item["spec"]["controller"];
        if (controller.Text.Length > MostControllerBytes)
        {
            controller.TooLong(MostControllerBytes);
        }

        DomainPaths.Check(controller);
        if (item["spec"]["parameters"].IsSet)
        {
            Parameters(item["spec"]["parameters"]);
        }
    }

    /// <summary>A ServiceCIDR.</summary>
    public static void ServiceCidr(Field item)
    {
        ObjectMetas.Check(item["metadata"], DnsNames.Subdomain);
        var cidrs = item["spec"]["cidrs"];
        if (cidrs.Count == 0)
        {
            cidrs.Required("at least one CIDR required");
            return;
        }

        if (cidrs.Count > 2)
        {
            cidrs.InvalidJson("may only hold up to 2 values");
            return;
        }

        foreach (var cidr in cidrs.Items())
        {
            if (IpAddresses.CheckCidr(cidr) is var (address, length) && $"{IpAddresses.Canonical(address)}/{length}" is var canonical && canonical != cidr.Text)
            {
                cidr.InvalidText($"must be in canonical form ({GoText.Quote(canonical)})");
            }
        }

        var addresses = cidrs.Texts().Select(IpAddresses.ParseCidr).ToArray();
        if (cidrs.Count == 2 && addresses.All(a => a is not null) && !IpAddresses.AreDualStack([.. addresses.Select(a => a!.Value.Address)]))
        {
            cidrs.InvalidJson("may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64");
        }
    }

    /// <summary>An IPAddress, whose name is the address.</summary>
    public static void IpAddress(Field item)
    {
        var parent = item["spec"]["parentRef"];
        ObjectMetas.Check(item["metadata"], AddressName);
        if (!parent.IsSet)
        {
            parent.Required();
            return;
        }

        parent["group"].MustIfAny(DnsNames.Subdomain);
        parent["resource"].RequiredMust(DnsNames.PathSegment);
        parent["name"].RequiredMust(DnsNames.PathSegment);
        parent["namespace"].MustIfAny(DnsNames.PathSegment);
    }

    private static ImmutableArray<string> AddressName(string name) => DnsNames.Faults(IpAddresses.Parse(name) is not { } address
        ? "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"
        : IpAddresses.Canonical(address) is var canonical && canonical != name ? $"must be in canonical form ({GoText.Quote(canonical)})" : null);

    private static void Parameters(Field parameters)
    {
        References.Typed(parameters);
        var (scope, ns) = (parameters["scope"], parameters["namespace"]);
        if (scope.IsSet)
        {
            scope.OneOf(Scopes);
        }

        if (scope.Text == "Namespace" && !ns.IsSet)
        {
            ns.Required("`parameters.scope` is set to 'Namespace'");
        }
        else if (scope.Text == "Namespace")
        {
            ns.Must(DnsNames.Label);
        }
        else if (ns.IsSet && scope.TextOr("Cluster") == "Cluster")
        {
            ns.Forbidden("`parameters.scope` is set to 'Cluster'");
        }
    }
}
