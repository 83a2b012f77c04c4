using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks;

/// <summary>Pods with a network of their own by their addresses. Immutable.</summary>
internal sealed class AddressTable
{
    private readonly ImmutableSortedSet<NetworkAddress> _order;
    private readonly ImmutableDictionary<NetworkAddress, ObjectName> _owners;

    private AddressTable(ImmutableSortedSet<NetworkAddress> order, ImmutableDictionary<NetworkAddress, ObjectName> owners) => (_order, _owners) = (order, owners);

    /// <summary>No pods.</summary>
    public static AddressTable Empty { get; } = new([], ImmutableDictionary<NetworkAddress, ObjectName>.Empty);

    /// <summary>The first pod in a block; null if there is none.</summary>
    public (ObjectName Pod, NetworkAddress Address)? FirstIn(BlockPeer block)
    {
        for (var i = At(block.Whole.First); i < _order.Count && _order[i] is var address && block.Whole.Contains(address);)
        {
            if (block.Except.FirstOrDefault(hole => hole.Contains(address)) is not { } gap)
            {
                return (_owners[address], address);
            }

            i = gap.Last.Next is { } next ? At(next) : _order.Count;
        }

        return null;
    }

    /// <summary>The table once a pod is another; null for none.</summary>
    public AddressTable With(ObjectName name, NetworkPod? before, NetworkPod? after)
    {
        var gone = Own(before).Where(a => _owners.GetValueOrDefault(a) == name).ToList();
        return new(_order.Except(gone).Union(Own(after)), _owners.RemoveRange(gone).SetItems(Own(after).Select(a => KeyValuePair.Create(a, name))));
    }

    private static ImmutableArray<NetworkAddress> Own(NetworkPod? pod) => pod is { OnHost: false } ? pod.Addresses : [];

    // The position of the first address that is not before this one.
    private int At(NetworkAddress address) => _order.IndexOf(address) is var position and < 0 ? ~position : _order.IndexOf(address);
}
