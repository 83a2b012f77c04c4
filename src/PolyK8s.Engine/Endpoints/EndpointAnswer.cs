using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Endpoints;

/// <summary>What Services reach, as every front door writes it.</summary>
/// <param name="ApiVersion">The version of the shape.</param>
/// <param name="Services">The Services, in order of namespace and name.</param>
public sealed record EndpointAnswer(string ApiVersion, ImmutableArray<ServiceAnswer> Services)
{
    /// <summary>The answer about all Services of a view.</summary>
    public static EndpointAnswer Of(ClusterView view) => new("poly-k8s/v1",
        [.. view.Of("", "Service").All.OrderBy(s => s.Namespace, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal).Select(s => ServiceAnswer.Of(s, view))]);
}

/// <summary>What one Service reaches.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
/// <param name="Note">What is to be said about it as a whole: that it selects nothing, or nothing by itself; empty for nothing.</param>
/// <param name="Ports">Its ports.</param>
public sealed record ServiceAnswer(string Namespace, string Name, string Note, ImmutableArray<PortAnswer> Ports)
{
    // A line is read by people: of more than these they would not read the names.
    private const int MostNamed = 5;

    /// <summary>The answer about one Service.</summary>
    public static ServiceAnswer Of(Manifest service, ClusterView view)
    {
        if (ServiceEndpoints.Of(service, view) is not { } found)
        {
            return new(service.Namespace, service.Name, service.Root.TextAt("spec", "type") == "ExternalName" ? "a name elsewhere (ExternalName), no endpoints" : "no selector, somebody else writes its endpoints", []);
        }

        return new(service.Namespace, service.Name, found.Behind.IsEmpty ? "selects nothing" : found.Ports.IsEmpty ? NameOnly(found.Behind) : "", [.. found.Ports.Select(p => PortAnswer.Of(p, found.Behind))]);
    }

    // A headless Service needs no ports: its name leads to the addresses.
    private static string NameOnly(ImmutableArray<Manifest> behind) =>
        $"no ports, its name leads to {string.Join(", ", behind.Take(MostNamed).Select(m => $"{m.Kind} {m.Name}"))}{(behind.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {behind.Length - MostNamed} more") : "")}";
}

/// <summary>What one port reaches.</summary>
/// <param name="Port">Its number.</param>
/// <param name="Protocol">Its protocol.</param>
/// <param name="TargetPort">The number or name it leads to.</param>
/// <param name="Endpoints">What it reaches.</param>
/// <param name="Dropped">What the Service selects and the port does not reach.</param>
public sealed record PortAnswer(int Port, string Protocol, string TargetPort, ImmutableArray<EndpointAnswerItem> Endpoints, ImmutableArray<DroppedAnswer> Dropped)
{
    /// <summary>The answer about one port.</summary>
    public static PortAnswer Of(ServicePort port, ImmutableArray<Manifest> behind) => new(
        port.Number,
        port.Protocol,
        port.Target.Name ?? port.Target.Number.ToString(CultureInfo.InvariantCulture),
        [.. port.Endpoints.Select(e => new EndpointAnswerItem(behind[e.Pod].Group, behind[e.Pod].Kind, behind[e.Pod].Name, e.Number, e.Ready))],
        [.. port.Dropped.Select(d => new DroppedAnswer(behind[d.Pod].Group, behind[d.Pod].Kind, behind[d.Pod].Name, d.Reason))]);
}

/// <summary>An object a port reaches.</summary>
/// <param name="Group">The API group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name; the namespace is the Service's.</param>
/// <param name="Port">The number of the port of its Pods.</param>
/// <param name="Ready">Whether traffic may go there; of a workload, once its Pods are ready.</param>
public sealed record EndpointAnswerItem(string Group, string Kind, string Name, int Port, bool Ready);

/// <summary>An object a port does not reach.</summary>
/// <param name="Group">The API group.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name; the namespace is the Service's.</param>
/// <param name="Reason">Why.</param>
public sealed record DroppedAnswer(string Group, string Kind, string Name, string Reason);
