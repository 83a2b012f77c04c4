using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Networking;

/// <summary>IngressClasses and ServiceCIDRs.</summary>
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

        var addresses = cidrs.Texts().Select(IpAddresses.ParseCidr).ToArray();
        if (cidrs.Count == 2 && addresses.All(a => a is not null) && !IpAddresses.AreDualStack([.. addresses.Select(a => a!.Value.Address)]))
        {
            cidrs.InvalidJson("may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64");
        }

        foreach (var cidr in cidrs.Items())
        {
            IpAddresses.CheckCidr(cidr);
        }
    }

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
