using CsCheck;
using PolyK8s.Engine.Manifests;
using static PolyK8s.Engine.Manifests.ManifestNode;

namespace PolyK8s.Engine.Tests.Networks;

/// <summary>Small clusters in which few words meet often.</summary>
internal static class NetworkVocabulary
{
    private static Gen<T> OneOf<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);

    private static readonly Gen<string> Value = OneOf("a", "b", "");
    private static readonly Gen<string> Key = OneOf("app", "role");
    private static readonly Gen<string> Protocol = OneOf("TCP", "UDP", "SCTP");
    private static readonly Gen<string> Cidr = OneOf("10.0.0.0/8", "10.0.1.0/24", "10.0.1.1/32", "0.0.0.0/0", "fd00::/64", "::/0", "192.0.2.0/24");
    private static readonly Gen<string> Hole = OneOf("10.0.1.0/24", "10.0.1.2/32", "fd00::1/128");

    /// <summary>Addresses outside of the cluster, or of pods.</summary>
    public static readonly IReadOnlyList<string> Addresses = ["192.0.2.7", "10.0.1.2", "fd00::1"];

    /// <summary>Ports worth asking for.</summary>
    public static readonly IReadOnlyList<int> Ports = [80, 81, 90, 443];

    private static readonly Gen<ManifestNode> Labels = Gen.Select(Key, Value).Array[0, 2].Select(all => Map(all.DistinctBy(l => l.Item1).Select(l => (l.Item1, Of(l.Item2)))));

    private static readonly Gen<ManifestNode> Expression = Gen.Select(Key, OneOf("In", "NotIn", "Exists", "DoesNotExist"), Value.Array[1, 2])
        .Select((key, op, values) => ManifestNode.Object(("key", Of(key)), ("operator", Of(op)), ("values", op is "In" or "NotIn" ? ManifestNode.Array(values) : null)));

    private static readonly Gen<ManifestNode> Selector = Gen.Frequency(
        (2, Gen.Const(ManifestNode.Object())),
        (3, Gen.Select(Key, Value).Select((k, v) => ManifestNode.Object(("matchLabels", Map([(k, Of(v))]))))),
        (2, Expression.Array[1, 2].Select(all => ManifestNode.Object(("matchExpressions", ManifestNode.Array([.. all]))))));

    private static readonly Gen<ManifestNode> NamespaceSelector = Gen.Frequency(
        (3, Selector),
        (1, OneOf("x", "y", "z").Select(ns => ManifestNode.Object(("matchLabels", Map([("kubernetes.io/metadata.name", Of(ns))]))))));

    private static readonly Gen<ManifestNode> Block = Gen.Select(Cidr, Hole.Array[0, 1])
        .Select((cidr, holes) => ManifestNode.Object(("cidr", Of(cidr)), ("except", holes.Length == 0 ? null : ManifestNode.Array(holes))));

    private static readonly Gen<ManifestNode> Peer = Gen.Frequency(
        (2, Selector.Select(s => ManifestNode.Object(("podSelector", s)))),
        (2, NamespaceSelector.Select(s => ManifestNode.Object(("namespaceSelector", s)))),
        (2, Gen.Select(NamespaceSelector, Selector).Select((n, p) => ManifestNode.Object(("namespaceSelector", n), ("podSelector", p)))),
        (2, Block.Select(b => ManifestNode.Object(("ipBlock", b)))));

    private static readonly Gen<ManifestNode> Number = Gen.OneOf(
        OneOf(80, 81, 443).Select(n => Of((long)n)),
        OneOf("web", "dns").Select(n => Of(n)));

    private static readonly Gen<ManifestNode> Port = Gen.Select(Protocol.Null(), Number.Null(), Gen.Bool).Select((protocol, port, range) => ManifestNode.Object(
        ("protocol", protocol is null ? null : Of(protocol)),
        ("port", port),
        ("endPort", range && port is { Kind: NodeKind.Integer } ? Of(long.Parse(port.Text, System.Globalization.CultureInfo.InvariantCulture) + 10) : null)));

    private static Gen<ManifestNode> Rule(string peers) => Gen.Select(Peer.Array[0, 2], Port.Array[0, 2])
        .Select((all, ports) => ManifestNode.Object((peers, ManifestNode.Array([.. all])), ("ports", ports.Length == 0 ? null : ManifestNode.Array([.. ports]))));

    private static readonly Gen<Manifest> Policy = Gen.Select(
        OneOf("x", "y", "z"), Selector, OneOf<string[]>([], ["Ingress"], ["Egress"], ["Ingress", "Egress"]), Rule("from").Array[0, 2], Rule("to").Array[0, 2], Gen.Int[0, 99])
        .Select((ns, pods, types, ingress, egress, name) => Object("networking.k8s.io/v1", "NetworkPolicy", ns, $"p{name}", ("spec", ManifestNode.Object(
            ("podSelector", pods),
            ("policyTypes", types.Length == 0 ? null : ManifestNode.Array(types)),
            ("ingress", ingress.Length == 0 ? null : ManifestNode.Array([.. ingress])),
            ("egress", egress.Length == 0 ? null : ManifestNode.Array([.. egress]))))));

    private static readonly Gen<ManifestNode> Subject = Gen.OneOf(
        NamespaceSelector.Select(n => ManifestNode.Object(("namespaces", n))),
        Gen.Select(NamespaceSelector, Selector).Select((n, p) => ManifestNode.Object(("pods", ManifestNode.Object(("namespaceSelector", n), ("podSelector", p))))));

    private static readonly Gen<ManifestNode> WidePort = Gen.OneOf(
        Gen.Const(ManifestNode.Object()),
        OneOf(80, 443).Select(n => ManifestNode.Object(("destinationPort", ManifestNode.Object(("number", Of((long)n)))))),
        Gen.Const(ManifestNode.Object(("destinationPort", ManifestNode.Object(("range", ManifestNode.Object(("start", Of(80L)), ("end", Of(90L)))))))));

    private static readonly Gen<ManifestNode> WideProtocol = Gen.OneOf(
        Gen.Select(OneOf("tcp", "udp", "sctp"), WidePort).Select((p, port) => Map([(p, port)])),
        OneOf("web", "dns").Select(n => ManifestNode.Object(("destinationNamedPort", Of(n)))));

    private static Gen<ManifestNode> WideRule(string peers, Gen<ManifestNode> peer) => Gen.Select(OneOf("Accept", "Deny", "Pass"), peer.Array[1, 2], WideProtocol.Array[0, 2])
        .Select((action, all, protocols) => ManifestNode.Object(("action", Of(action)), (peers, ManifestNode.Array([.. all])), ("protocols", protocols.Length == 0 ? null : ManifestNode.Array([.. protocols]))));

    private static readonly Gen<ManifestNode> WideTarget = Gen.OneOf(Subject, Cidr.Select(c => ManifestNode.Object(("networks", ManifestNode.Array([c])))));

    private static readonly Gen<Manifest> Wide = Gen.Select(
        OneOf("Admin", "Baseline"), Gen.Int[0, 2], Subject, WideRule("from", Subject).Array[0, 2], WideRule("to", WideTarget).Array[0, 2], Gen.Int[0, 99])
        .Select((tier, priority, subject, ingress, egress, name) => Object("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", "", $"c{name}", ("spec", ManifestNode.Object(
            ("tier", Of(tier)),
            ("priority", Of((long)priority)),
            ("subject", subject),
            ("ingress", ManifestNode.Array([.. ingress])),
            ("egress", ManifestNode.Array([.. egress]))))));

    private static readonly Gen<ManifestNode> ContainerPort = Gen.Select(OneOf("web", "dns"), Protocol, OneOf(80, 81, 443))
        .Select((name, protocol, number) => ManifestNode.Object(("name", Of(name)), ("protocol", Of(protocol)), ("containerPort", Of((long)number))));

    private static Gen<Manifest> Pod(string ns, int number, bool known) => Gen.Select(Labels, Gen.Int[0, 5], OneOf("n1", "n2"), ContainerPort.Array[0, 2], Gen.Bool)
        .Select((labels, host, node, ports, address) => Object("v1", "Pod", ns, $"{number}", ("labels", labels),
            ("spec", ManifestNode.Object(
                ("hostNetwork", host == 0 ? Of(true) : null),
                ("nodeName", known || address ? Of(node) : null),
                ("containers", ManifestNode.Array([ManifestNode.Object(("name", Of("c")), ("ports", ManifestNode.Array([.. ports])))])))),
            ("status", known || address ? ManifestNode.Object(("podIPs", ManifestNode.Array([ManifestNode.Object(("ip", Of($"10.0.{ns[0] - 'w'}.{number}")))]))) : null)));

    private static readonly Gen<Manifest[]> Namespaces = Labels.Array[3].Select(labels => labels.Take(2).Select((l, i) => Object("v1", "Namespace", "", i == 0 ? "x" : "y", ("labels", l))).ToArray());

    /// <summary>A cluster.</summary>
    /// <param name="known">Whether all addresses and nodes are known.</param>
    /// <param name="wide">How many cluster-wide policies there are at most.</param>
    public static Gen<Manifest[]> Cluster(bool known, int wide) => Gen.Select(
        Namespaces,
        Gen.Select(Pod("x", 1, known), Pod("x", 2, known), Pod("y", 1, known), Pod("z", 1, known)),
        Policy.Array[0, 4],
        Wide.Array[0, wide])
        .Select((namespaces, pods, policies, cluster) => namespaces
            .Concat([pods.Item1, pods.Item2, pods.Item3, pods.Item4])
            .Concat(policies.DistinctBy(p => (p.Namespace, p.Name)))
            .Concat(cluster.DistinctBy(p => p.Name))
            .ToArray());

    private static Gen<ManifestNode> Permit(string peers, string pods) => Gen.Select(
        Gen.OneOf(Gen.Select(NamespaceSelector, Selector).Select((n, p) => ManifestNode.Object(("namespaceSelector", n), ("podSelector", p))), Block.Select(b => ManifestNode.Object(("ipBlock", b)))).Array[1, 2],
        Selector,
        Port.Array[0, 2])
        .Select((all, selector, ports) => ManifestNode.Object((peers, ManifestNode.Array([.. all])), (pods, selector), ("ports", ports.Length == 0 ? null : ManifestNode.Array([.. ports]))));

    private static readonly Gen<Manifest> Zone = Gen.Select(
        OneOf("r", "s"), OneOf("Restricted", "Mutable", "Hybrid"), NamespaceSelector, Permit("from", "to").Array[0, 2], Permit("to", "from").Array[0, 2], Gen.Bool)
        .Select((name, word, namespaces, ingress, egress, closed) => Object("safety.poly-k8s.io/v1alpha1", "NetworkZone", "", name, ("spec", ManifestNode.Object(
            ("class", Of(word)),
            ("namespaces", namespaces),
            ("allowIngress", word == "Mutable" ? null : ManifestNode.Array([.. ingress])),
            ("allowEgress", word == "Mutable" || !closed ? null : ManifestNode.Array([.. egress]))))));

    /// <summary>A cluster with zones, and one change of one of its objects, or of one that is new.</summary>
    public static Gen<(Manifest[] Before, Manifest? Old, Manifest? New)> Change { get; } = Gen.Select(
        Cluster(known: true, wide: 2), Zone.Array[1, 2], Cluster(known: true, wide: 2), Zone, Gen.Int[0, 1000], Gen.Int[0, 9])
        .Select((one, zones, two, zone, pick, how) =>
        {
            Manifest[] before = [.. one, .. zones.DistinctBy(z => z.Name)];
            Manifest[] next = [.. two, zone];
            var put = next[pick % next.Length];
            // A policy in place of another; anything in place of its own earlier self: what is there cannot be created.
            var old = (put.Kind is "NetworkPolicy" or "ClusterNetworkPolicy" && how > 2 ? before.Where(o => o.Kind == put.Kind).ElementAtOrDefault(pick % 3) : null)
                ?? before.FirstOrDefault(o => (o.Kind, o.Namespace, o.Name) == (put.Kind, put.Namespace, put.Name));
            if (how == 0)
            {
                var gone = before[pick % before.Length];
                return (before, gone, (Manifest?)null);
            }

            var after = old is null ? put : new Manifest(ManifestNode.Object([.. put.Root.Members.Select(m => m.Name != "metadata" ? m
                : m with { Value = ManifestNode.Object(("name", Of(old.Name)), ("namespace", old.Namespace.Length == 0 ? null : Of(old.Namespace)), ("labels", m.Value["labels"])) })]));
            return how == 1 && old is not null ? (before.Where(o => !ReferenceEquals(o, old)).ToArray(), null, after) : (before, old, after);
        });

    private static ManifestNode Map(IEnumerable<(string Name, ManifestNode Value)> members) => ManifestNode.Object([.. members.Select(m => new ManifestMember(m.Name, m.Value))]);

    private static Manifest Object(string apiVersion, string kind, string ns, string name, params (string Name, ManifestNode? Value)[] rest) => new(ManifestNode.Object(
    [
        new("apiVersion", Of(apiVersion)),
        new("kind", Of(kind)),
        new("metadata", ManifestNode.Object(("name", Of(name)), ("namespace", ns.Length == 0 ? null : Of(ns)), ("labels", rest.FirstOrDefault(r => r.Name == "labels").Value))),
        .. rest.Where(r => r.Name != "labels" && r.Value is not null).Select(r => new ManifestMember(r.Name, r.Value!)),
    ]));
}
