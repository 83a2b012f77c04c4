using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;

namespace PolyK8s.Readings;

/// <summary>Plausible misreadings of network policies, each found in some tool or guide.</summary>
public static class NetworkMisreadings
{
    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Func<IReadOnlyList<Manifest>, bool, NetworkReading>> All { get; } = new Dictionary<string, Func<IReadOnlyList<Manifest>, bool, NetworkReading>>
    {
        ["policies of one pod must all agree"] = (o, g) => new Intersection(o, g),
        ["a pod does not reach itself"] = (o, g) => new NoLoop(o, g),
        ["namespace and pod selector of one peer are alternatives"] = (o, g) => new EitherSelector(o, g),
        ["a policy without types is about egress too"] = (o, g) => new BothTypes(o, g),
        ["rules of a type that is not listed count"] = (o, g) => new TypesByRules(o, g),
        ["a port without a number is for every protocol"] = (o, g) => new ProtocolBlind(o, g),
        ["the protocol of a named port does not matter"] = (o, g) => new NameBlind(o, g),
        ["exceptions are ignored"] = (o, g) => new NoExceptions(o, g),
        ["endPort is ignored"] = (o, g) => new NoEndPort(o, g),
        ["a pod on its node's network is a pod like any other"] = (o, g) => new HostIsGoverned(o, g),
        ["NotIn needs the label to be there"] = (o, g) => new NotInNeedsKey(o, g),
        ["an empty value matches an absent label"] = (o, g) => new EmptyIsAbsent(o, g),
        ["namespaces have no label of their name"] = (o, g) => new NoNameLabel(o, g),
        ["NetworkPolicies come before the tier Admin"] = (o, g) => new NoAdmin(o, g),
        ["the Baseline tier counts for isolated pods"] = (o, g) => new PassDenies(o, g),
        ["priority of a cluster-wide policy is ignored"] = (o, g) => new NoPriority(o, g),
    };

    private sealed class Intersection(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override bool Together(IEnumerable<bool> letThrough) => letThrough.All(l => l);
    }

    private sealed class NoLoop(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override bool IsSelf(ReadEnd from, ReadEnd to) => false;
    }

    private sealed class EitherSelector(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override bool IsPeer(ManifestNode peer, Manifest policy, ReadEnd end) => peer["namespaceSelector"] is { } ns && peer["podSelector"] is { } pods
            ? base.IsPeer(ManifestNode.Object(("namespaceSelector", ns)), policy, end) || base.IsPeer(ManifestNode.Object(("podSelector", pods)), policy, end)
            : base.IsPeer(peer, policy, end);
    }

    private sealed class BothTypes(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override IReadOnlyList<string> TypesOf(Manifest policy) => policy.Root.At("spec")!.TextsAt("policyTypes") is { Length: > 0 } written ? written : ["Ingress", "Egress"];
    }

    private sealed class TypesByRules(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override IReadOnlyList<string> TypesOf(Manifest policy) =>
            [.. base.TypesOf(policy), .. RulesOf(policy, "Ingress").Count > 0 ? ["Ingress"] : Array.Empty<string>(), .. RulesOf(policy, "Egress").Count > 0 ? ["Egress"] : Array.Empty<string>()];
    }

    private sealed class ProtocolBlind(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override bool IsPort(ManifestNode port, ReadFlow flow) => port["port"] is null || base.IsPort(port, flow);
    }

    private sealed class NameBlind(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override bool Calls(Manifest pod, string name, ReadFlow flow) =>
            pod.Root.ItemsAt("spec", "containers").SelectMany(c => c.ItemsAt("ports")).Any(p => p.TextAt("name") == name && Int(p["containerPort"]!) == flow.Port);
    }

    private sealed class NoExceptions(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override bool InBlock(ReadEnd end, string cidr, IEnumerable<string> except) => base.InBlock(end, cidr, []);
    }

    private sealed class NoEndPort(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override bool IsPort(ManifestNode port, ReadFlow flow) =>
            base.IsPort(ManifestNode.Object([.. port.Members.Where(m => m.Name != "endPort")]), flow);
    }

    private sealed class HostIsGoverned(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override bool OnHost(Manifest pod) => false;
    }

    private sealed class NotInNeedsKey(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override SelectorReading Selectors { get; } = new Strict();

        private sealed class Strict : SelectorReading
        {
            protected override bool Holds(string? value, string operation, IReadOnlyList<string> values) => (operation != "NotIn" || value is not null) && base.Holds(value, operation, values);
        }
    }

    private sealed class EmptyIsAbsent(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override SelectorReading Selectors { get; } = new Lax();

        private sealed class Lax : SelectorReading
        {
            protected override bool HasLabel(ManifestNode? labels, string key, string value) => (labels?.TextAt(key) ?? "") == value;
        }
    }

    private sealed class NoNameLabel(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override ManifestNode NamespaceLabels(string ns) =>
            ManifestNode.Object([.. base.NamespaceLabels(ns).Members.Where(m => m.Name != "kubernetes.io/metadata.name")]);
    }

    private sealed class NoAdmin(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override string? Tier(string tier, Manifest pod, ReadFlow flow, string direction) => tier == "Admin" ? null : base.Tier(tier, pod, flow, direction);
    }

    private sealed class PassDenies(IReadOnlyList<Manifest> o, bool g) : NetworkReading(o, g)
    {
        protected override Reach Side(ReadFlow flow, string direction) =>
            flow.Subject(direction).Pod is { } pod && !OnHost(pod) && Tier("Baseline", pod, flow, direction) == "Deny" ? Reach.Denied : base.Side(flow, direction);
    }

    private sealed class NoPriority(IReadOnlyList<Manifest> o, bool g) : NetworkReading([.. o.OrderBy(x => x.Kind == "ClusterNetworkPolicy" ? x.Name : "", StringComparer.Ordinal).Select(Flat)], g)
    {
        private static Manifest Flat(Manifest manifest) => manifest.Kind != "ClusterNetworkPolicy" ? manifest
            : manifest with { Root = ManifestNode.Object([.. manifest.Root.Members.Where(m => m.Name != "spec"), new("spec", ManifestNode.Object([.. manifest.Root["spec"]!.Members.Where(m => m.Name != "priority"), new("priority", ManifestNode.Of(1L))]))]) };
    }
}
