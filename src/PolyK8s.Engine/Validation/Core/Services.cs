using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>Services.</summary>
/// <remarks>Mirrors <c>ValidateService</c> of <c>pkg/apis/core/validation</c>, after the defaults of <c>SetDefaults_Service</c>.</remarks>
internal static class Services
{
    private static readonly ImmutableArray<string> Types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
    private static readonly ImmutableArray<string> Affinities = ["ClientIP", "None"];
    private static readonly ImmutableArray<string> TrafficPolicies = ["Cluster", "Local"];
    private static readonly ImmutableArray<string> Distributions = ["PreferClose", "PreferSameNode", "PreferSameZone"];

    // The default and the limit of a client's stickiness: three hours and a day.
    private const long DefaultSeconds = 10800;
    private const long MostSeconds = 86400;

    /// <summary>A Service.</summary>
    public static void Check(Field service)
    {
        // The server allocates addresses before it validates, and checks what that needs first.
        var spec = ServiceUpdates.Prepared(service["spec"]);
        ServiceAddresses.Check(spec);
        if (service.Errors.Count > 0)
        {
            return;
        }

        ObjectMetas.Check(service["metadata"], DnsNames.Label);
        Topology(service["metadata"]["annotations"]);
        var type = spec["type"].TextOr("ClusterIP");
        if (spec["ports"].Count == 0 && !ServiceAddresses.IsHeadless(spec) && type != "ExternalName")
        {
            spec["ports"].Required();
        }

        OfType(spec, type);
        ServicePorts.Check(spec["ports"]);
        LabelNames.Labels(spec["selector"]);
        Affinity(spec);
        foreach (var address in spec["externalIPs"].Items())
        {
            if (IpAddresses.Check(address))
            {
                IpAddresses.NotSpecial(address);
            }
        }

        spec["type"].OneOf(Types, "ClusterIP");
        ServicePorts.Unique(spec["ports"], type);
        SourceRanges(service, type);
        LoadBalancer(spec, type);
        Traffic(spec, type);
    }

    // An annotation and its older name.
    private static void Topology(Field annotations)
    {
        const string mode = "service.kubernetes.io/topology-mode", hints = "service.kubernetes.io/topology-aware-hints";
        if (annotations.Has(mode) && annotations.Has(hints) && annotations.Key(mode).Text != annotations.Key(hints).Text)
        {
            annotations.Key(mode).InvalidText($"must match annotations[{hints}] when both are specified");
        }
    }

    private static void OfType(Field spec, string type)
    {
        if (type is "LoadBalancer" or "NodePort" && ServiceAddresses.IsHeadless(spec))
        {
            spec["clusterIPs"][0].Invalid("\"None\"", $"may not be set to 'None' for {type} services");
        }

        if (type != "ExternalName")
        {
            return;
        }

        foreach (var (name, given) in ((string, bool)[])[("clusterIPs", spec["clusterIPs"].Count > 0 || spec["clusterIP"].Text.Length > 0), ("ipFamilies", spec["ipFamilies"].Count > 0), ("ipFamilyPolicy", spec["ipFamilyPolicy"].IsSet)])
        {
            if (given)
            {
                spec[name].Forbidden("may not be set for ExternalName services");
            }
        }

        var external = spec["externalName"];
        var host = external.Text is [.. var head, '.'] ? head : external.Text;
        if (host.Length == 0)
        {
            external.Required();
        }

        foreach (var fault in host.Length == 0 ? [] : DnsNames.Subdomain(host))
        {
            external.Invalid(GoText.Quote(host), fault);
        }
    }

    private static void Affinity(Field spec)
    {
        spec["sessionAffinity"].OneOf(Affinities, "None");
        var seconds = spec["sessionAffinityConfig"]["clientIP"]["timeoutSeconds"];
        if (spec["sessionAffinity"].Text == "ClientIP" && seconds.NumberOr(DefaultSeconds) is <= 0 or > MostSeconds)
        {
            seconds.InvalidNumber("must be greater than 0 and less than 86400");
        }
    }

    private static void SourceRanges(Field service, string type)
    {
        const string onlyLoadBalancers = "may only be used when `type` is 'LoadBalancer'";
        var ranges = Field.Elsewhere("spec.LoadBalancerSourceRanges", service["spec"]["loadBalancerSourceRanges"]);
        if (ranges.Count > 0 && type != "LoadBalancer")
        {
            ranges.Forbidden(onlyLoadBalancers);
        }

        foreach (var range in ranges.Items())
        {
            IpAddresses.CheckCidr(Trimmed(range, range.Text));
        }

        var annotation = service["metadata"]["annotations"].Key("service.beta.kubernetes.io/load-balancer-source-ranges");
        if (ranges.Count > 0 || !annotation.IsSet)
        {
            return;
        }

        if (type != "LoadBalancer")
        {
            annotation.Forbidden(onlyLoadBalancers);
        }

        foreach (var range in annotation.Text.Trim().Length == 0 ? [] : annotation.Text.Split(','))
        {
            IpAddresses.CheckCidr(Trimmed(annotation, range));
        }
    }

    private static Field Trimmed(Field field, string range) => field.With(ManifestNode.Of(range.Trim(), field.Node?.Place ?? Place.None));

    private static void LoadBalancer(Field spec, string type)
    {
        foreach (var name in (ReadOnlySpan<string>)["allocateLoadBalancerNodePorts", "loadBalancerClass"])
        {
            if (spec[name].IsSet && type != "LoadBalancer")
            {
                spec[name].Forbidden("may only be used when `type` is 'LoadBalancer'");
            }
        }

        if (spec["loadBalancerClass"].IsSet && type == "LoadBalancer")
        {
            spec["loadBalancerClass"].Must(LabelNames.Key);
        }
    }

    private static void Traffic(Field spec, string type)
    {
        var (external, port) = (spec["externalTrafficPolicy"], spec["healthCheckNodePort"]);
        if (type is "NodePort" or "LoadBalancer" || (type == "ClusterIP" && spec["externalIPs"].Count > 0))
        {
            external.OneOf(TrafficPolicies, "Cluster");
        }
        else if (external.Text.Length > 0)
        {
            external.InvalidText("may only be set for externally-accessible services");
        }

        if (port.Number != 0 && (type != "LoadBalancer" || external.Text != "Local"))
        {
            port.InvalidNumber("may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        }
        else if (port.Number != 0)
        {
            Ports.Number(port);
        }

        spec["internalTrafficPolicy"].OneOfIfSet(TrafficPolicies);
        spec["trafficDistribution"].OneOfIfSet(Distributions);
    }
}
