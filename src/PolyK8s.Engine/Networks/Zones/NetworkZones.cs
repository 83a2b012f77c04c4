using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>The zones of a cluster, kept up to date one by one; those that do not parse are reported elsewhere and not among them.</summary>
/// <remarks>A zone is filed under one label its namespaces cannot do without, or under none, so that few are asked about a namespace.</remarks>
public sealed class NetworkZones
{
    private static readonly (string Key, string Value) Any = ("", "");

    private readonly ImmutableSortedDictionary<string, NetworkZone> _zones;
    private readonly ImmutableDictionary<(string Key, string Value), ImmutableHashSet<string>> _files;

    private NetworkZones(ImmutableSortedDictionary<string, NetworkZone> zones, ImmutableDictionary<(string, string), ImmutableHashSet<string>> files) => (_zones, _files) = (zones, files);

    /// <summary>The zones, in order of their names.</summary>
    public IEnumerable<NetworkZone> All => _zones.Values;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _zones.IsEmpty;

    /// <summary>The zones of a view.</summary>
    public static NetworkZones Of(ClusterView view) => view.Get(Projection.Instance);

    /// <summary>The zone of that name; null if there is none.</summary>
    public NetworkZone? Find(string name) => _zones.GetValueOrDefault(name);

    /// <summary>The zones that hold namespaces with these labels, in order of their names.</summary>
    public IEnumerable<NetworkZone> Of(ImmutableArray<KeyValuePair<string, string>> labels) =>
        labels.Select(l => (l.Key, l.Value)).Append(Any).SelectMany(label => _files.GetValueOrDefault(label) ?? []).Distinct()
            .Order(StringComparer.Ordinal).Select(name => _zones[name]).Where(zone => zone.Namespaces.Matches(labels));

    /// <summary>The zones that hold a namespace.</summary>
    public IEnumerable<NetworkZone> Of(NetworkNamespace ns) => Of(ns.Labels);

    private NetworkZones With(string name, Manifest? after)
    {
        var read = after is null ? default : NetworkZoneReader.Read(after);
        var zone = after is not null && read.Faults.IsEmpty ? read.Zone : null;
        var files = _files.ToBuilder();
        foreach (var label in Labels(Find(name)))
        {
            files[label] = files[label].Remove(name);
            _ = files[label].IsEmpty && files.Remove(label);
        }

        foreach (var label in Labels(zone))
        {
            files[label] = (files.GetValueOrDefault(label) ?? []).Add(name);
        }

        return new(zone is null ? _zones.Remove(name) : _zones.SetItem(name, zone), files.ToImmutable());
    }

    private static IEnumerable<(string Key, string Value)> Labels(NetworkZone? zone) =>
        zone is null ? []
        : zone.Namespaces.Requirements.FirstOrDefault(r => r.Operator == "In") is { Key: not null } sure ? sure.Values.Distinct().Select(value => (sure.Key, value))
        : [Any];

    private sealed class Projection : IIncrementalProjection<NetworkZones>
    {
        public static readonly Projection Instance = new();

        public ImmutableArray<GroupKind> Kinds { get; } = [NetworkZone.Kind];

        public NetworkZones Project(ClusterView view) => view.Of(NetworkZone.Kind).All.Aggregate(
            new NetworkZones(ImmutableSortedDictionary<string, NetworkZone>.Empty.WithComparers(StringComparer.Ordinal), ImmutableDictionary<(string, string), ImmutableHashSet<string>>.Empty),
            (zones, manifest) => zones.With(manifest.Name, manifest));

        public NetworkZones Next(NetworkZones previous, ImmutableArray<ObjectDelta> deltas, ClusterView view) =>
            deltas.Aggregate(previous, (zones, delta) => zones.With((delta.After ?? delta.Before!).Name, delta.After));
    }
}
