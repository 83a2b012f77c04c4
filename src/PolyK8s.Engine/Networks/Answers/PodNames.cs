using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks.Answers;

/// <summary>What pods are called in answers: <c>namespace/name</c>, with the kind in brackets for a workload that shares its name.</summary>
public sealed class PodNames
{
    private readonly Dictionary<NetworkPod, string> _names = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, NetworkPod> _pods = new(StringComparer.Ordinal);

    /// <summary>The names of some pods.</summary>
    public PodNames(ImmutableArray<NetworkPod> pods)
    {
        var shared = pods.GroupBy(p => p.Title).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        foreach (var pod in pods)
        {
            _names[pod] = pod.IsWorkload && shared.Contains(pod.Title) ? $"{pod.Title}[{pod.Kind}]" : $"{pod.Title}";
            _pods.TryAdd(_names[pod], pod);
        }
    }

    /// <summary>All names.</summary>
    public IEnumerable<string> All => _pods.Keys;

    /// <summary>What a pod is called.</summary>
    public string Of(NetworkPod pod) => _names[pod];

    /// <summary>What an end is called.</summary>
    public string Of(FlowEnd end) => end.Pod is { } pod ? Of(pod) : end.Address.ToString();

    /// <summary>The pod of that name; null if there is none.</summary>
    public NetworkPod? Find(string name) => _pods.GetValueOrDefault(name);
}
