using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks;

/// <summary>Who reaches whom, for every pair of pods: decided once for each pair of classes.</summary>
public sealed class ReachMatrix
{
    private readonly NetworkReach _reach;
    private readonly Dictionary<NetworkPod, int> _classOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(int From, int To, bool Apart), ImmutableArray<PortInterval>> _intervals = [];
    private readonly Dictionary<(int From, int To, bool Apart, FlowProtocol Protocol, int Port), Reach> _answers = [];

    /// <summary>The matrix of a network.</summary>
    public ReachMatrix(NetworkReach reach)
    {
        _reach = reach;
        Classes = PodClasses.Of(reach.Index, reach.Pods);
        for (var i = 0; i < Classes.All.Length; i++)
        {
            foreach (var pod in Classes.All[i])
            {
                _classOf[pod] = i;
            }
        }
    }

    /// <summary>The pods, in order of namespace and name.</summary>
    public ImmutableArray<NetworkPod> Pods => _reach.Pods;

    /// <summary>Their classes.</summary>
    public PodClasses Classes { get; }

    /// <summary>What becomes of one flow.</summary>
    public Reach Ask(NetworkPod from, NetworkPod to, FlowProtocol protocol, int port)
    {
        var (one, other, apart) = Pair(from, to);
        var key = (_classOf[from], _classOf[to], apart, protocol, port);
        return _answers.TryGetValue(key, out var known) ? known : _answers[key] = _reach.Ask(new(one, other, protocol, port) { Apart = apart }).Reach;
    }

    /// <summary>What becomes of flows over all ports.</summary>
    public ImmutableArray<PortInterval> Intervals(NetworkPod from, NetworkPod to)
    {
        var (one, other, apart) = Pair(from, to);
        var key = (_classOf[from], _classOf[to], apart);
        return _intervals.TryGetValue(key, out var known) ? known : _intervals[key] = _reach.Intervals(one, other, apart);
    }

    private static (FlowEnd From, FlowEnd To, bool Apart) Pair(NetworkPod from, NetworkPod to)
    {
        var (one, other) = (FlowEnd.Of(from), FlowEnd.Of(to));
        return (one, other, !one.IsSamePod(other));
    }
}
