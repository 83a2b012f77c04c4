using System.Globalization;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>Pods of one namespace with the same labels and ports: what one may, all may.</summary>
internal static class Alike
{
    /// <summary>One of each.</summary>
    public static IEnumerable<NetworkPod> Once(IEnumerable<NetworkPod> pods) => pods.DistinctBy(pod => string.Join('\n',
    [
        pod.Namespace,
        pod.OnHost ? "host" : "",
        .. pod.Labels.Select(l => $"{l.Key}={l.Value}"),
        .. pod.Ports.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name}/{p.Protocol}/{p.Number}")),
        .. pod.Addresses.Select(a => a.ToString()),
    ]));
}
