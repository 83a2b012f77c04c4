using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks.Reading;

/// <summary>Reads a NetworkPolicy.</summary>
/// <remarks>
/// Mirrors k8s.io/api/networking/v1/types.go: an absent and an empty list of peers or ports are the same, everybody and
/// everything; a port without a protocol is TCP. What the API server would have refused lets nothing through.
/// </remarks>
internal static class NetworkPolicyReader
{
    /// <summary>The kind.</summary>
    public static readonly GroupKind Kind = new("networking.k8s.io", "NetworkPolicy");

    /// <summary>The policy.</summary>
    public static TrafficPolicy Read(Manifest manifest)
    {
        var spec = manifest.Root["spec"] ?? ManifestNode.Object();
        var types = spec.TextsAt("policyTypes");
        return new(
            manifest,
            PolicyTier.Network,
            0,
            null,
            Selector(spec["podSelector"]),
            types.IsEmpty ? null : types,
            [.. spec.ItemsAt("ingress").Select((rule, i) => Rule(rule, "from", $"spec.ingress[{i}]"))],
            [.. spec.ItemsAt("egress").Select((rule, i) => Rule(rule, "to", $"spec.egress[{i}]"))]);
    }

    /// <summary>A selector; one that is absent matches everything, as the zero value of its type does.</summary>
    public static LabelSelector Selector(ManifestNode? node) => IsSet(node) ? LabelSelector.From(node!) : LabelSelector.Everything;

    /// <summary>One entry of <c>from</c> or <c>to</c>.</summary>
    public static TrafficPeer Peer(ManifestNode peer)
    {
        var (pods, namespaces, block) = (peer["podSelector"], peer["namespaceSelector"], peer["ipBlock"]);
        return IsSet(block) ? Block(block!.TextAt("cidr") ?? "", block.TextsAt("except"))
            : IsSet(pods) || IsSet(namespaces) ? new PodPeer(IsSet(namespaces) ? LabelSelector.From(namespaces!) : null, Selector(pods))
            : new NobodyPeer();
    }

    /// <summary>One entry of <c>ports</c>.</summary>
    public static TrafficPort Port(ManifestNode port)
    {
        var word = port.TextAt("protocol");
        var protocol = word is null ? FlowProtocol.Tcp : FlowProtocols.Of(word);
        var number = port["port"];
        var whole = protocol is null ? new TrafficPort(FlowProtocol.Tcp, 0, -1) : new(protocol) { ProtocolIsUnwritten = word is null };
        return protocol is null || !IsSet(number) ? whole
            : number!.Kind == NodeKind.String ? whole with { Name = number.Text }
            : Number(number) is var first && IsSet(port["endPort"]) ? whole with { First = first, Last = Number(port["endPort"]!) }
            : whole with { First = first, Last = first };
    }

    /// <summary>Whether there is a value.</summary>
    public static bool IsSet(ManifestNode? node) => node is { Kind: not NodeKind.Null };

    /// <summary>A port number; 0 for what is none.</summary>
    public static int Number(ManifestNode node) => int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A block of addresses; nobody when the text is none, or one of its exceptions is none.</summary>
    public static TrafficPeer Block(string cidr, ImmutableArray<string> except)
    {
        var holes = except.Select(AddressRange.Parse).ToImmutableArray();
        return AddressRange.Parse(cidr) is { } whole && holes.All(h => h is not null) ? new BlockPeer(whole, holes!) : new NobodyPeer();
    }

    private static TrafficRule Rule(ManifestNode rule, string peers, string path) => new(
        TrafficAction.Accept,
        rule.ItemsAt(peers) is { IsEmpty: false } all ? [.. all.Select(Peer)] : null,
        rule.ItemsAt("ports") is { IsEmpty: false } ports ? [.. ports.Select(Port)] : null,
        path,
        rule);
}
