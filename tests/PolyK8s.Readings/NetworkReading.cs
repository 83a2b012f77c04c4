using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;

namespace PolyK8s.Readings;

/// <summary>
/// Network policies read a second time, straight from the objects and without the kernel: who reaches whom, one flow at a time.
/// </summary>
/// <remarks>
/// What the objects do not say (an address, a node) is guessed by <paramref name="guess"/>: a flow whose answer depends on
/// the guess is not decided. A misreading overrides one member; the tests must tell each from the right one.
/// </remarks>
/// <param name="objects">The cluster.</param>
/// <param name="guess">What is not known, guessed.</param>
public class NetworkReading(IReadOnlyList<Manifest> objects, bool guess)
{
    private readonly SelectorReading _selectors = new();
    private readonly ILookup<string, Manifest> _kinds = objects.ToLookup(o => o.Kind);

    /// <summary>How selectors are read.</summary>
    protected virtual SelectorReading Selectors => _selectors;

    /// <summary>Whether a flow gets through.</summary>
    public virtual Reach Ask(ReadEnd from, ReadEnd to, string protocol, int port)
    {
        if (IsSelf(from, to) || IsOwnNode(from, to))
        {
            return Reach.Allowed;
        }

        var flow = new ReadFlow(from, to, protocol, port);
        var (leaves, enters) = (Side(flow, "Egress"), Side(flow, "Ingress"));
        return leaves == Reach.Denied || enters == Reach.Denied ? Reach.Denied
            : leaves == Reach.Unknown || enters == Reach.Unknown ? Reach.Unknown
            : Reach.Allowed;
    }

    /// <summary>Whether a pod speaks to itself.</summary>
    protected virtual bool IsSelf(ReadEnd from, ReadEnd to) => from.Pod is not null && from.Pod == to.Pod;

    /// <summary>What the policies of one end say.</summary>
    protected virtual Reach Side(ReadFlow flow, string direction)
    {
        if (flow.Subject(direction).Pod is not { } pod || OnHost(pod))
        {
            return Reach.Allowed;
        }

        var admin = Tier("Admin", pod, flow, direction);
        if (admin is { } said && said != "Pass")
        {
            return Said(said);
        }

        var isolating = Kind("NetworkPolicy").Where(p => p.Namespace == pod.Namespace && TypesOf(p).Contains(direction) && Selectors.Matches(p.Root.At("spec", "podSelector"), LabelsOf(pod))).ToList();
        if (isolating.Count > 0)
        {
            return Together(isolating.Select(p => RulesOf(p, direction).Any(r => Hits(r, p, flow, direction)))) ? Reach.Allowed : Reach.Denied;
        }

        return Tier("Baseline", pod, flow, direction) is { } last && last != "Pass" ? Said(last) : Reach.Allowed;
    }

    /// <summary>How several policies of one pod count.</summary>
    protected virtual bool Together(IEnumerable<bool> letThrough) => letThrough.Any(l => l);

    /// <summary>The directions a policy is about.</summary>
    protected virtual IReadOnlyList<string> TypesOf(Manifest policy)
    {
        var written = policy.Root.At("spec")!.TextsAt("policyTypes");
        return written.Length > 0 ? written : policy.Root.ItemsAt("spec", "egress").Length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
    }

    /// <summary>What the most urgent policies of a tier say; null for nothing, <c>?</c> when they contradict each other.</summary>
    protected virtual string? Tier(string tier, Manifest pod, ReadFlow flow, string direction)
    {
        var said = Kind("ClusterNetworkPolicy")
            .Where(p => p.Root.TextAt("spec", "tier") == tier && Chosen(p.Root.At("spec", "subject")!, pod))
            .Select(p => (Priority: int.Parse(p.Root.At("spec", "priority")!.Text, System.Globalization.CultureInfo.InvariantCulture), Rule: RulesOf(p, direction).FirstOrDefault(r => HitsWide(r, flow, direction))))
            .Where(s => s.Rule is not null)
            .ToList();
        var first = said.Where(s => s.Priority == said.Min(t => t.Priority)).Select(s => s.Rule!.TextAt("action")!).Distinct().ToList();
        return first.Count switch { 0 => null, 1 => first[0], _ => "?" };
    }

    /// <summary>Whether a rule of a NetworkPolicy hits.</summary>
    protected virtual bool Hits(ManifestNode rule, Manifest policy, ReadFlow flow, string direction)
    {
        var (peers, ports) = (rule.ItemsAt(direction == "Ingress" ? "from" : "to"), rule.ItemsAt("ports"));
        return (peers.Length == 0 || peers.Any(p => IsPeer(p, policy, flow.Other(direction)))) && (ports.Length == 0 || ports.Any(p => IsPort(p, flow)));
    }

    /// <summary>Whether an end is meant by an entry of <c>from</c> or <c>to</c>.</summary>
    protected virtual bool IsPeer(ManifestNode peer, Manifest policy, ReadEnd end)
    {
        if (peer["ipBlock"] is { } block)
        {
            return InBlock(end, block.TextAt("cidr")!, block.TextsAt("except"));
        }

        return end.Pod is { } pod && !OnHost(pod)
            && (peer["namespaceSelector"] is { } ns ? Selectors.Matches(ns, NamespaceLabels(pod.Namespace)) : pod.Namespace == policy.Namespace)
            && (peer["podSelector"] is not { } pods || Selectors.Matches(pods, LabelsOf(pod)));
    }

    /// <summary>Whether a port is meant.</summary>
    protected virtual bool IsPort(ManifestNode port, ReadFlow flow)
    {
        if ((port.TextAt("protocol") ?? "TCP") != flow.Protocol)
        {
            return false;
        }

        return port["port"] switch
        {
            null => true,
            { Kind: NodeKind.String } name => flow.To.Pod is { } pod && Calls(pod, name.Text, flow),
            var number => flow.Port >= Int(number) && flow.Port <= Int(port["endPort"] ?? number),
        };
    }

    /// <summary>Whether a pod has a port of that name where the flow goes.</summary>
    protected virtual bool Calls(Manifest pod, string name, ReadFlow flow) => pod.Root.ItemsAt("spec", "containers").SelectMany(c => c.ItemsAt("ports"))
        .Any(p => p.TextAt("name") == name && (p.TextAt("protocol") ?? "TCP") == flow.Protocol && Int(p["containerPort"]!) == flow.Port);

    /// <summary>Whether an end is in a block of addresses.</summary>
    protected virtual bool InBlock(ReadEnd end, string cidr, IEnumerable<string> except)
    {
        var addresses = end.Addresses.ToList();
        return addresses.Count == 0 ? guess : addresses.Any(a => CidrReading.Contains(cidr, a) && !except.Any(e => CidrReading.Contains(e, a)));
    }

    /// <summary>Whether a pod is outside of policies: it has the network of its node.</summary>
    protected virtual bool OnHost(Manifest pod) => pod.Root.At("spec", "hostNetwork")?.Text == "true";

    /// <summary>The labels of a namespace, its name among them.</summary>
    protected virtual ManifestNode NamespaceLabels(string ns)
    {
        var labels = Kind("Namespace").FirstOrDefault(n => n.Name == ns)?.Root.At("metadata", "labels")?.Members ?? [];
        return ManifestNode.Object([.. labels.Where(l => l.Name != "kubernetes.io/metadata.name"), new("kubernetes.io/metadata.name", ManifestNode.Of(ns))]);
    }

    /// <summary>The objects of a kind.</summary>
    protected IEnumerable<Manifest> Kind(string kind) => _kinds[kind];

    /// <summary>The labels of a pod.</summary>
    protected static ManifestNode? LabelsOf(Manifest pod) => pod.Root.At("metadata", "labels");

    /// <summary>The rules in one direction.</summary>
    protected static IReadOnlyList<ManifestNode> RulesOf(Manifest policy, string direction) => policy.Root.ItemsAt("spec", direction == "Ingress" ? "ingress" : "egress");

    /// <summary>A number.</summary>
    protected static int Int(ManifestNode node) => int.Parse(node.Text, System.Globalization.CultureInfo.InvariantCulture);

    private static Reach Said(string action) => action switch { "Accept" => Reach.Allowed, "Deny" => Reach.Denied, _ => Reach.Unknown };

    private bool IsOwnNode(ReadEnd from, ReadEnd to)
    {
        if (from.Pod is not { } sender || to.Pod is not { } receiver || !OnHost(sender) || OnHost(receiver))
        {
            return false;
        }

        var (one, other) = (sender.Root.TextAt("spec", "nodeName"), receiver.Root.TextAt("spec", "nodeName"));
        return one is null || other is null ? guess : one == other;
    }

    private bool Chosen(ManifestNode pods, Manifest pod) => !OnHost(pod)
        && Selectors.Matches(pods["namespaces"] ?? pods.At("pods", "namespaceSelector"), NamespaceLabels(pod.Namespace))
        && (pods["pods"] is null || Selectors.Matches(pods.At("pods", "podSelector"), LabelsOf(pod)));

    private bool HitsWide(ManifestNode rule, ReadFlow flow, string direction)
    {
        var other = flow.Other(direction);
        var peers = rule.ItemsAt(direction == "Ingress" ? "from" : "to");
        return peers.Any(p => p["networks"] is { } networks ? networks.Items.Any(n => InBlock(other, n.Text, [])) : other.Pod is { } pod && Chosen(p, pod))
            && (rule["protocols"] is null || rule.ItemsAt("protocols").Any(p => IsProtocol(p, flow)));
    }

    private bool IsProtocol(ManifestNode protocol, ReadFlow flow)
    {
        if (protocol.TextAt("destinationNamedPort") is { } name)
        {
            return flow.To.Pod is { } pod && Calls(pod, name, flow);
        }

        var (key, value) = (protocol.Members[0].Name, protocol.Members[0].Value["destinationPort"]);
        return key.Equals(flow.Protocol, StringComparison.OrdinalIgnoreCase)
            && (value is null
                || (value["number"] is { } number ? Int(number) == flow.Port : flow.Port >= Int(value.At("range", "start")!) && flow.Port <= Int(value.At("range", "end")!)));
    }
}
