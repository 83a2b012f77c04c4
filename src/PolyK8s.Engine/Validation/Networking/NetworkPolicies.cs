using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Networking;

/// <summary>NetworkPolicies.</summary>
/// <remarks>Mirrors <c>ValidateNetworkPolicySpec</c>, <c>ValidateNetworkPolicyPort</c>, <c>ValidateNetworkPolicyPeer</c> and <c>ValidateIPBlock</c> of <c>pkg/apis/networking/validation</c>.</remarks>
internal static class NetworkPolicies
{
    private static readonly ImmutableArray<string> Protocols = ["TCP", "UDP", "SCTP"];
    private static readonly ImmutableArray<string> PolicyTypes = ["Ingress", "Egress"];

    /// <summary>A NetworkPolicy.</summary>
    public static void Check(Field policy)
    {
        var spec = policy["spec"];
        ObjectMetas.Check(policy["metadata"], DnsNames.Subdomain);
        LabelSelectors.Check(spec["podSelector"]);
        Rules(spec["ingress"], "from");
        Rules(spec["egress"], "to");
        if (spec["policyTypes"].Count > PolicyTypes.Length)
        {
            spec["policyTypes"].InvalidJson("may not specify more than two policyTypes");
            return;
        }

        foreach (var type in spec["policyTypes"].Items())
        {
            type.OneOf(PolicyTypes);
        }
    }

    private static void Rules(Field rules, string peers)
    {
        foreach (var rule in rules.Items())
        {
            foreach (var port in rule["ports"].Items())
            {
                Port(port);
            }

            foreach (var peer in rule[peers].Items())
            {
                Peer(peer);
            }
        }
    }

    private static void Port(Field rule)
    {
        var (port, end) = (rule["port"], rule["endPort"]);
        rule["protocol"].OneOfIfSet(Protocols);
        if (!port.IsSet || port.Node is { Kind: NodeKind.String })
        {
            if (end.IsSet)
            {
                end.InvalidNumber(port.IsSet ? "may not be specified when `port` is non-numeric" : "may not be specified when `port` is not specified");
            }

            if (port.IsSet)
            {
                port.Must(Ports.Name);
            }

            return;
        }

        Ports.Number(port);
        if (end.IsSet)
        {
            if (end.Number < port.Number)
            {
                end.InvalidNumber("must be greater than or equal to `port`");
            }

            Ports.Number(end);
        }
    }

    private static void Peer(Field peer)
    {
        var (pods, namespaces, block) = (peer["podSelector"], peer["namespaceSelector"], peer["ipBlock"]);
        LabelSelectors.Check(pods);
        LabelSelectors.Check(namespaces);
        if (block.IsSet)
        {
            Block(block);
        }

        if (!pods.IsSet && !namespaces.IsSet && !block.IsSet)
        {
            peer.Required("must specify a peer");
        }
        else if (block.IsSet && (pods.IsSet || namespaces.IsSet))
        {
            peer.Forbidden("may not specify both ipBlock and another peer");
        }
    }

    private static void Block(Field block)
    {
        if (!block["cidr"].RequiredText() || IpAddresses.CheckCidr(block["cidr"]) is not { } whole)
        {
            return;
        }

        foreach (var except in block["except"].Items())
        {
            if (IpAddresses.CheckCidr(except) is { } part && (!IpAddresses.Contains(whole, part.Address) || whole.Length >= part.Length))
            {
                except.InvalidText("must be a strict subset of `cidr`");
            }
        }
    }
}
