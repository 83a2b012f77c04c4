using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Reading;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Rules.SafePolicy;

// SafePolicy/webhook-cut-off
//
// Nothing cuts the API server off from this webhook. A network policy that isolates the webhook's pods and lets nobody in
// makes every review time out: with `failurePolicy: Ignore` all rules stop holding without a word, with `Fail` nothing can
// be changed any more, the policy itself included.
//
// Looked at: network policies of all kinds, created, changed or deleted; the pods behind Services labelled
// `app.kubernetes.io/name: poly-k8s`, at the port of the pod that the Service leads to (policies see that one, not 443).
// The API server is taken for a process on a node's network whose address is not known.
//
// Found: a change after which the policies refuse the API server for certain, and did not before.
//
// Allowed: policies that let in some block of addresses at that port: which address the API server has is not known here.

/// <summary>Policies that cut the API server off from this webhook.</summary>
public sealed class WebhookCutOff : IRule
{
    private static readonly LabelRequirement Ours = new("app.kubernetes.io/name", "In", ["poly-k8s"]);

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafePolicy/webhook-cut-off",
        Title = "nothing cuts the API server off from this webhook",
        Why = "a policy that isolates the webhook's pods makes every review time out: all rules stop holding without a word, or nothing can be changed any more",
        Reads = "network policies of all kinds, and the pods behind Services labelled `app.kubernetes.io/name: poly-k8s`; the witness is the flow that is refused (`flow`, `policy`)",
        Allows = "policies that let in addresses at the port of the webhook's pods; add an `ipBlock` of the control plane at that port (the port of the pod, not 443)",
        Scopes =
        [
            .. new[] { NetworkPolicyReader.Kind, ClusterNetworkPolicyReader.Cluster, ClusterNetworkPolicyReader.Admin, ClusterNetworkPolicyReader.Baseline }
                .Select(kind => new RuleScope(kind.Group, kind.Kind, [Operation.Create, Operation.Update, Operation.Delete])),
        ],
        Severity = Severity.Error,
        Theorem = "SafePolicy.DeniedIsDeniedInEveryWorld",
        NeedsKinds = [new("", "Service"), new("", "Pod"), NetworkPolicyReader.Kind],
    };

    // Any process on a node: no labels, no address that is known.
    private static readonly FlowEnd ApiServer = FlowEnd.Of(new NetworkPod { Kind = "Pod", Namespace = "kube-system", Name = "kube-apiserver", Labels = [], OnHost = true, Node = "" });

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (before, after) = (NetworkReach.Of(change.WorldBefore(view)), NetworkReach.Of(change.WorldAfter(view)));
        IEnumerable<NetworkNamespace> places = change.Object.Namespace.Length > 0 ? [after.Index.Namespace(change.Object.Namespace)] : after.Index.Namespaces;
        foreach (var (service, ns) in places.SelectMany(ns => ns.Services.Where(IsOurs).Select(s => (s, ns))))
        {
            foreach (var flow in Flows(after, service))
            {
                var verdict = after.Side(flow, FlowDirection.Ingress);
                if (verdict.Reach == Reach.Denied && !IsCutOff(before, ns.Name, flow))
                {
                    yield return CutOff(change, flow, verdict);
                    yield break;
                }
            }
        }
    }

    private static bool IsCutOff(NetworkReach reach, string ns, NetworkFlow flow) =>
        reach.Index.Namespace(ns).Pod(flow.To.Pod!.Kind, flow.To.Pod.Name) is { } pod && reach.Side(flow with { To = FlowEnd.Of(pod) }, FlowDirection.Ingress).Reach == Reach.Denied;

    private static bool IsOurs(Manifest service) => Ours.Holds(service.Root.At("metadata", "labels")?.TextAt(Ours.Key));

    private static IEnumerable<NetworkFlow> Flows(NetworkReach reach, Manifest service) =>
        from pod in ServicePorts.Pods(reach.Index, service) ?? []
        from entry in ServicePorts.All(service)
        let target = ServicePorts.Target(service, entry.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), entry.Protocol, pod)
        where target is not null
        select new NetworkFlow(ApiServer, FlowEnd.Of(pod), entry.Protocol, target.Value);

    private static Finding CutOff(Change change, NetworkFlow flow, SideVerdict side) => new()
    {
        Reason = "cuts off the webhook",
        Detail = $"{FlowWords.Ground(side)} refuses the API server at {flow.Protocol.Word()} {flow.Port} of `{flow.To}`, where this webhook answers",
        Path = FlowWords.Path(change, side.Ground),
        At = FlowWords.At(change, side.Ground),
        Key = "webhook",
        Witness = ManifestNode.Object(
            ("flow", ManifestNode.Object(("from", ManifestNode.Of("kube-apiserver")), ("to", ManifestNode.Of(flow.To.ToString())), ("protocol", ManifestNode.Of(flow.Protocol.Word())), ("port", ManifestNode.Of((long)flow.Port)))),
            ("policy", side.Ground is { } ground ? ManifestNode.Of(ground.Policy.Words) : null)),
        Fix = $"let the addresses of the control plane in at {flow.Protocol.Word()} {flow.Port} with an `ipBlock`",
    };
}
