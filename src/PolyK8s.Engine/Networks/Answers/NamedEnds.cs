using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Networks.Answers;

/// <summary>The ends a text names: a pod or workload, a Service, an address or a block of addresses.</summary>
internal sealed record NamedEnds(ImmutableArray<(FlowEnd End, string Name)> Ends)
{
    /// <summary>What is accepted.</summary>
    public const string Accepted = "`NAMESPACE/NAME` of a pod, workload or Service, `svc/NAMESPACE/NAME`, an address or a CIDR block";

    /// <summary>The Service, if the text names one.</summary>
    public Manifest? Service { get; init; }

    /// <summary>Reads a text.</summary>
    /// <param name="reach">The network.</param>
    /// <param name="names">What its pods are called.</param>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong; null when nothing is.</param>
    public static NamedEnds? Of(NetworkReach reach, PodNames names, string text, out string? problem)
    {
        problem = null;
        if (Range(text) is { } range)
        {
            var policies = reach.Index.Namespaces.SelectMany(ns => ns.Policies).Concat(reach.Index.Wide);
            return new([.. AddressAtoms.Of(range, policies).Select(piece => (FlowEnd.Of(piece.First), piece.Text))]);
        }

        if (!text.StartsWith("svc/", StringComparison.Ordinal) && Pod(reach, names, text) is { } pod)
        {
            return new([(FlowEnd.Of(pod), names.Of(pod))]);
        }

        var parts = text.Split('/');
        if (parts is [var address, var bits] && NetworkAddress.Parse(address) is not null)
        {
            problem = $"`{text}` is no CIDR block: `{bits}` is no prefix length of its address";
            return null;
        }

        if (parts is not ([_, _] or ["svc", _, _]))
        {
            problem = $"`{text}` names nobody; use {Accepted}";
            return null;
        }

        return reach.Index.Namespace(parts[^2]).Service(parts[^1]) is { } service ? Behind(reach, names, service, out problem) : Nobody(names, text, out problem);
    }

    private static NetworkPod? Pod(NetworkReach reach, PodNames names, string text) =>
        names.Find(text) ?? reach.Pods.FirstOrDefault(p => $"{p.Title}" == text);

    private static AddressRange? Range(string text) =>
        NetworkAddress.Parse(text) is { } address ? new(address, address, text) : AddressRange.Parse(text);

    private static NamedEnds? Behind(NetworkReach reach, PodNames names, Manifest service, out string? problem)
    {
        var pods = ServicePorts.Pods(reach.Index, service);
        problem = pods is null ? $"{service.Reference} selects no pods itself; name the pods behind it"
            : pods.Value.IsEmpty ? $"{service.Reference} selects pods, and none of them is here"
            : null;
        return problem is null ? new([.. pods!.Value.Select(p => (FlowEnd.Of(p), names.Of(p)))]) { Service = service } : null;
    }

    private static NamedEnds? Nobody(PodNames names, string text, out string? problem)
    {
        var near = NearestName.Of(text, [.. names.All]);
        problem = $"there is no pod, workload or Service `{text}`{(near is null ? "" : $"; did you mean `{near}`?")}";
        return null;
    }
}
