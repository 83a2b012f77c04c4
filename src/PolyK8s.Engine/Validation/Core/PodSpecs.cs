using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>The spec of a Pod, alone or in a template.</summary>
/// <remarks>Mirrors <c>ValidatePodSpec</c> of <c>pkg/apis/core/validation</c>, in its order, after the defaults of <c>SetDefaults_PodSpec</c>.</remarks>
internal static class PodSpecs
{
    private const long DefaultGracePeriod = 30;

    // What a Linux kernel keeps as its host name.
    private const int MostHostnameBytes = 64;
    private static readonly ImmutableArray<string> RestartPolicies = ["Always", "OnFailure", "Never"];
    private static readonly ImmutableArray<string> DnsPolicies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
    private static readonly ImmutableArray<string> PreemptionPolicies = ["PreemptLowerPriority", "Never"];

    /// <summary>The spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="podName">The name of the Pod; null in a template.</param>
    /// <param name="volumes">The volumes, when the workload adds to those of the spec.</param>
    /// <param name="labels">The labels of the Pod, which the server merges into selectors when it creates it; null otherwise.</param>
    public static void Check(Field spec, string? podName, Field? volumes = null, Field? labels = null)
    {
        var known = Volumes.Check(volumes ?? spec["volumes"], podName);
        var scope = new PodScope(
            known,
            [.. spec["resourceClaims"].Items().Select(claim => claim["name"].Text).Where(name => name.Length > 0)],
            spec["terminationGracePeriodSeconds"].NumberOr(DefaultGracePeriod),
            spec["restartPolicy"].TextOr("Always"),
            !spec["hostUsers"].IsSet || spec["hostUsers"].IsTrue,
            podName is not null && spec["hostNetwork"].IsTrue);
        PodResourceClaims.Check(spec["resourceClaims"]);
        Containers.Check(spec["containers"], scope);
        InitContainers.Check(spec, scope);
        PodResources.Check(spec, podName is not null);
        HostPorts(spec);
        spec["restartPolicy"].OneOf(RestartPolicies, "Always");
        spec["dnsPolicy"].OneOf(DnsPolicies, "ClusterFirst");
        LabelNames.Labels(spec["nodeSelector"]);
        PodSecurity.Check(spec);
        Affinities.Check(spec["affinity"], labels);
        PodDns.Check(spec["dnsConfig"], spec["dnsPolicy"].Text);
        Gates(spec);
        TopologySpread.Check(spec["topologySpreadConstraints"], labels);
        HostProcesses.Check(spec);
        PodSecurity.HostUsers(spec, scope.UsersOfHost);
        Names(spec);
        Others(spec);
        if (spec["os"].IsSet)
        {
            OperatingSystem(spec);
        }

        FileVariables.Check(spec, volumes ?? spec["volumes"]);
    }

    private static void HostPorts(Field spec)
    {
        if (!spec["hostNetwork"].IsTrue)
        {
            return;
        }

        foreach (var port in spec["containers"].Items().SelectMany(container => container["ports"].Items()))
        {
            var (host, own) = (port["hostPort"], port["containerPort"].Number);
            if (host.Number != 0 && host.Number != own)
            {
                host.InvalidNumber("must match `containerPort` when `hostNetwork` is true");
            }
        }
    }

    private static void Gates(Field spec)
    {
        foreach (var gate in spec["readinessGates"].Items())
        {
            gate["conditionType"].Must(LabelNames.Key);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var gate in spec["schedulingGates"].Items())
        {
            var name = gate["name"].Text;
            foreach (var fault in LabelNames.Key(name))
            {
                gate.Invalid(GoText.Quote(name), fault);
            }

            if (!seen.Add(name))
            {
                gate.Duplicate(GoText.Quote(name));
            }
        }
    }

    private static void Names(Field spec)
    {
        var account = spec["serviceAccountName"].Text.Length > 0 ? spec["serviceAccountName"] : spec["serviceAccount"].At(spec["serviceAccountName"]);
        account.MustIfAny(DnsNames.Subdomain);
        spec["nodeName"].MustIfAny(DnsNames.Subdomain);
        if (spec["activeDeadlineSeconds"].IsSet)
        {
            spec["activeDeadlineSeconds"].InRange(1, int.MaxValue);
        }

        spec["hostname"].MustIfAny(DnsNames.Label);
        spec["subdomain"].MustIfAny(DnsNames.Label);
        if (spec["hostnameOverride"].IsSet)
        {
            HostnameOverride(spec, spec["hostnameOverride"]);
        }
    }

    private static void HostnameOverride(Field spec, Field name)
    {
        if (spec["setHostnameAsFQDN"].IsTrue)
        {
            name.Forbidden("may not be specified when setHostnameAsFQDN is true");
        }

        if (spec["hostNetwork"].IsTrue)
        {
            name.Forbidden("may not be specified when hostNetwork is true");
        }

        if (name.Text.Length > MostHostnameBytes)
        {
            name.TooLong(MostHostnameBytes);
        }

        name.Must(DnsNames.Subdomain);
    }

    private static void Others(Field spec)
    {
        Tolerations.Check(spec["tolerations"]);
        foreach (var alias in spec["hostAliases"].Items())
        {
            IpAddresses.Check(alias["ip"]);
            foreach (var hostname in alias["hostnames"].Items())
            {
                hostname.Must(DnsNames.Subdomain);
            }
        }

        spec["priorityClassName"].MustIfAny(DnsNames.Subdomain);
        if (spec["runtimeClassName"].IsSet)
        {
            spec["runtimeClassName"].Must(DnsNames.Subdomain);
        }

        if (spec["preemptionPolicy"].IsSet)
        {
            spec["preemptionPolicy"].RequiredOneOf(PreemptionPolicies);
        }

        foreach (var (name, amount) in spec["overhead"].At(spec["overhead"]["limits"]).Entries())
        {
            ResourceNames.OfContainer(amount, name);
            Quantities.OfResource(amount, name);
        }
    }

    private static void OperatingSystem(Field spec)
    {
        var name = spec["os"]["name"];
        if (name.Text.Length == 0)
        {
            name.Required("cannot be empty");
        }
        else if (name.Text is not ("linux" or "windows"))
        {
            spec["os"].NotSupported(GoText.Quote(name.Text), "linux", "windows");
        }
        else
        {
            PodSecurity.OfSystem(spec, name.Text);
        }
    }
}
