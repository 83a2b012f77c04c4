using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Networking;

/// <summary>Cluster-wide network policies: ClusterNetworkPolicy v1alpha2, AdminNetworkPolicy and BaselineAdminNetworkPolicy v1alpha1.</summary>
/// <remarks>
/// Mirrors the schemas of their definitions in sigs.k8s.io/network-policy-api. A peer or protocol of a form that is not known
/// is no mistake: later versions have more of them, and evaluation fails closed.
/// </remarks>
internal static class ClusterPolicies
{
    private const string Cluster = "ClusterNetworkPolicy";
    private const string Baseline = "BaselineAdminNetworkPolicy";
    private static readonly ImmutableArray<string> Tiers = ["Admin", "Baseline"];
    private static readonly ImmutableArray<string> Protocols = ["TCP", "UDP", "SCTP"];

    /// <summary>What may be wrong with a policy of the kind.</summary>
    public static void Check(Field policy, string kind)
    {
        var spec = policy["spec"];
        if (!Is(spec, NodeKind.Object))
        {
            return;
        }

        if (kind == Cluster)
        {
            spec["tier"].RequiredOneOf(Tiers);
        }

        if (kind != Baseline && Is(spec["priority"], NodeKind.Integer))
        {
            Between(spec["priority"], 0, 1000);
        }

        if (Is(spec["subject"], NodeKind.Object))
        {
            Subject(spec["subject"]);
        }

        ImmutableArray<string> actions = kind == Cluster ? ["Accept", "Deny", "Pass"] : kind == Baseline ? ["Allow", "Deny"] : ["Allow", "Deny", "Pass"];
        Rules(spec["ingress"], "from", actions);
        Rules(spec["egress"], "to", actions);
    }

    private static void Subject(Field subject)
    {
        if (subject.Count != 1 || !(subject.Gives("namespaces") || subject.Gives("pods")))
        {
            subject.InvalidJson("one of `namespaces`, `pods` is accepted");
        }

        Selected(subject);
    }

    private static void Selected(Field chosen)
    {
        LabelSelectors.Check(chosen["namespaces"]);
        LabelSelectors.Check(chosen["pods"]["namespaceSelector"]);
        LabelSelectors.Check(chosen["pods"]["podSelector"]);
    }

    private static void Rules(Field rules, string peers, ImmutableArray<string> actions)
    {
        if (rules.IsSet && Is(rules, NodeKind.Array))
        {
            foreach (var rule in rules.Items().Where(rule => Is(rule, NodeKind.Object)))
            {
                rule["action"].RequiredOneOf(actions);
                Rule(rule, peers);
            }
        }
    }

    private static void Rule(Field rule, string peers)
    {
        if (Is(rule[peers], NodeKind.Array) && rule[peers].Count == 0)
        {
            rule[peers].Invalid("0", $"{rule[peers].Path} in body should have at least 1 items");
        }

        foreach (var peer in rule[peers].Items())
        {
            Selected(peer);
            foreach (var block in peer["networks"].Items().Where(block => IpAddresses.ParseCidr(block.Text) is null))
            {
                block.InvalidText("Invalid CIDR format provided");
            }
        }

        Ports(rule);
    }

    private static void Ports(Field rule)
    {
        foreach (var protocol in rule["protocols"].Items())
        {
            foreach (var named in (string[])["tcp", "udp", "sctp"])
            {
                Port(protocol[named]["destinationPort"]["number"]);
                Range(protocol[named]["destinationPort"]["range"]);
            }
        }

        foreach (var port in rule["ports"].Items())
        {
            Port(port["portNumber"]["port"]);
            Range(port["portRange"]);
            port["portNumber"]["protocol"].OneOfIfSet(Protocols);
            port["portRange"]["protocol"].OneOfIfSet(Protocols);
        }
    }

    private static void Range(Field range)
    {
        Port(range["start"]);
        Port(range["end"]);
        if (range["start"].Number > range["end"].Number)
        {
            range.InvalidJson("Start port must be less than End port");
        }
    }

    private static void Port(Field port)
    {
        if (port.IsSet && Is(port, NodeKind.Integer))
        {
            Between(port, 1, 65535);
        }
    }

    // The words of structural schemas.
    private static void Between(Field number, long least, long most)
    {
        if (number.Number < least || number.Number > most)
        {
            number.InvalidNumber($"{number.Path} in body should be {(number.Number < least ? $"greater than or equal to {least}" : $"less than or equal to {most}")}");
        }
    }

    private static bool Is(Field field, NodeKind kind)
    {
        if (!field.IsSet)
        {
            field.Required();
        }
        else if (field.Node!.Kind != kind)
        {
            var (found, asked) = (Word(field.Node.Kind), Word(kind));
            field.Invalid($"\"{found}\"", $"{field.Path} in body must be of type {asked}: \"{found}\"");
        }

        return field.Node?.Kind == kind;
    }

    private static string Word(NodeKind kind) => kind switch
    {
        NodeKind.Object => "object",
        NodeKind.Array => "array",
        NodeKind.Integer => "integer",
        NodeKind.Number => "number",
        NodeKind.Boolean => "boolean",
        _ => "string",
    };
}
