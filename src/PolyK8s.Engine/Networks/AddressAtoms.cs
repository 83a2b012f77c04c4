using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks;

/// <summary>A block of addresses, cut where a block of some policy begins or ends: the addresses of a piece fare alike.</summary>
public static class AddressAtoms
{
    /// <summary>The pieces, in order.</summary>
    public static ImmutableArray<AddressRange> Of(AddressRange whole, IEnumerable<TrafficPolicy> policies)
    {
        var blocks = policies.SelectMany(p => p.Ingress.Concat(p.Egress)).SelectMany(r => r.Peers ?? []).OfType<BlockPeer>();
        var cuts = new SortedSet<NetworkAddress> { whole.First };
        foreach (var range in blocks.SelectMany(b => b.Except.Append(b.Whole)))
        {
            foreach (var cut in new[] { range.First, range.Last.Next })
            {
                if (cut is { } address && address.Six == whole.First.Six && address > whole.First && address <= whole.Last)
                {
                    cuts.Add(address);
                }
            }
        }

        var starts = cuts.ToImmutableArray();
        return starts.Length == 1 ? [whole] : [.. starts.Select((start, i) => Piece(start, i + 1 < starts.Length ? starts[i + 1].Previous : whole.Last))];
    }

    private static AddressRange Piece(NetworkAddress first, NetworkAddress last) => new(first, last, first == last ? $"{first}" : $"{first}-{last}");
}
