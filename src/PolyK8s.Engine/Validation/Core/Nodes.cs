using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>Nodes.</summary>
/// <remarks>Mirrors <c>ValidateNode</c> and <c>validateNodeTaints</c> of <c>pkg/apis/core/validation</c>, which reports taints below <c>metadata</c>.</remarks>
internal static class Nodes
{
    /// <summary>A Node.</summary>
    public static void Check(Field node)
    {
        ObjectMetas.Check(node["metadata"], DnsNames.Subdomain);
        Taints(Field.Elsewhere("metadata.taints", node["spec"]["taints"]));
        if (node.Before is null)
        {
            Status(node["status"]);
        }

        PodCidrs(node["spec"]);
    }

    // Only a new Node brings its status along.
    private static void Status(Field status)
    {
        foreach (var name in (ReadOnlySpan<string>)["capacity", "allocatable"])
        {
            foreach (var (resource, _) in status[name].Entries())
            {
                Quantities.OfResource(status[name][resource], resource);
            }
        }

        var swap = status["nodeInfo"]["swap"]["capacity"];
        if (swap.IsSet && swap.Number <= 0)
        {
            Field.Elsewhere("metadata.nodeSwapStatus.capacity", swap).InvalidNumber("must be greater than zero");
        }
    }

    private static void Taints(Field taints)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var taint in taints.Items())
        {
            var (key, value, effect) = (taint["key"], taint["value"], taint["effect"]);
            key.Must(LabelNames.Key);
            if (LabelNames.Value(value.Text) is { IsEmpty: false } faults)
            {
                value.InvalidText(string.Join(";", faults));
            }

            effect.RequiredOneOf(Tolerations.Effects);
            if (!seen.Add((effect.Text, key.Text)))
            {
                var added = taint["timeAdded"].IsSet ? GoText.Quote(taint["timeAdded"].Text) : "null";
                taint.Duplicate($"{{\"Key\":{GoText.Quote(key.Text)},\"Value\":{GoText.Quote(value.Text)},\"Effect\":{GoText.Quote(effect.Text)},\"TimeAdded\":{added}}}", "taints must be unique by key and effect pair");
            }
        }
    }

    // podCIDR fills or overrides podCIDRs.
    private static void PodCidrs(Field spec)
    {
        var (one, list) = (spec["podCIDR"], spec["podCIDRs"]);
        var overridden = one.Text.Length > 0 && (list.Count == 0 || list[0].Text != one.Text);
        ImmutableArray<Field> all = overridden ? [one.At(list[0])] : [.. list.Items()];
        var blocks = all.Select(IpAddresses.CheckCidr).ToArray();
        if (all.Length < 2)
        {
            return;
        }

        if (all.Length > 2 || !IpAddresses.AreDualStack([.. blocks.Where(b => b is not null).Select(b => b!.Value.Address)]))
        {
            list.InvalidJson("may specify no more than one CIDR for each IP family");
        }
    }
}
