using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolyK8s.Engine.Kernels.Network;

namespace PolyK8s.Engine.Networks;

/// <summary>Who reaches whom: what the network policies of a cluster really allow, decided by the kernel.</summary>
/// <param name="index">The network.</param>
public sealed class NetworkReach(NetworkIndex index)
{
    private readonly ConcurrentDictionary<NetworkPod, PolicyList> _policies = new(ReferenceEqualityComparer.Instance);

    /// <summary>The network.</summary>
    public NetworkIndex Index => index;

    /// <summary>Every pod, and every workload without pods, in order of namespace and name.</summary>
    public ImmutableArray<NetworkPod> Pods => field.IsDefault
        ? field = [.. index.Namespaces.SelectMany(ns => ns.Pods)]
        : field;

    /// <summary>The network of a view.</summary>
    public static NetworkReach Of(ClusterView view) => NetworkIndex.Of(view).Reach;

    /// <summary>Whether a flow gets through, and why.</summary>
    public FlowVerdict Ask(NetworkFlow flow)
    {
        var term = Term(flow);
        var (egress, ingress) = (Of(flow.From).Rule(term, FlowDirection.Egress), Of(flow.To).Rule(term, FlowDirection.Ingress));
        var (reach, reason) = term.Join(egress, ingress);
        return new(flow, reach, egress.Side, ingress.Side) { Reason = reason, IsBeyondPolicies = term.IsBeyondPolicies };
    }

    /// <summary>What becomes of flows between two ends, over all ports: neighbouring ranges differ.</summary>
    /// <param name="from">Who sends.</param>
    /// <param name="to">Who receives.</param>
    /// <param name="apart">Whether two pods that are alike are meant, not one pod that speaks to itself.</param>
    public ImmutableArray<PortInterval> Intervals(FlowEnd from, FlowEnd to, bool apart = false)
    {
        var starts = PortAtoms.Of(new[] { from, to }.SelectMany(end => Of(end).Policies), to.Pod);
        var intervals = ImmutableArray.CreateBuilder<PortInterval>();
        foreach (var protocol in FlowProtocols.All)
        {
            for (var i = 0; i < starts.Length; i++)
            {
                var last = i + 1 < starts.Length ? starts[i + 1] - 1 : TrafficPort.Most;
                var reach = Ask(new(from, to, protocol, starts[i]) { Apart = apart }).Reach;
                if (i > 0 && intervals[^1].Reach == reach)
                {
                    intervals[^1] = intervals[^1] with { Last = last };
                }
                else
                {
                    intervals.Add(new(protocol, starts[i], last, reach));
                }
            }
        }

        return intervals.DrainToImmutable();
    }

    /// <summary>What the policies of one end say.</summary>
    public SideVerdict Side(NetworkFlow flow, FlowDirection direction) =>
        Of(direction == FlowDirection.Ingress ? flow.To : flow.From).Rule(Term(flow), direction).Side;

    /// <summary>The policies that are about a pod, NetworkPolicies first.</summary>
    public ImmutableArray<TrafficPolicy> PoliciesOf(NetworkPod pod) => List(pod).Policies;

    /// <summary>Whether a NetworkPolicy isolates a pod in a direction.</summary>
    public bool Isolates(NetworkPod pod, FlowDirection direction) =>
        PoliciesOf(pod).Any(p => p.Tier == PolicyTier.Network && p.Governs(direction));

    internal PolicyList List(NetworkPod pod) => _policies.GetOrAdd(pod, p => new([.. Candidates(p).Where(policy => policy.Selects(p))]));

    private PolicyList Of(FlowEnd end) => end.Pod is { } pod ? List(pod) : PolicyList.None;

    private IEnumerable<TrafficPolicy> Candidates(NetworkPod pod) => index.Namespace(pod.Namespace).Policies.Concat(index.Wide);

    internal static FlowTerm Term(NetworkFlow flow) => FlowTerm.Of(flow.From.Term, flow.To.Term, !flow.Apart && flow.From.IsSamePod(flow.To), flow.Protocol, flow.Port);
}
