using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Networks;

/// <summary>What one namespace has on the network. Immutable: a change makes a new one that shares the rest.</summary>
public sealed class NetworkNamespace
{
    /// <summary>The label the API server puts on every namespace: its name.</summary>
    public const string NameLabel = NamespaceLabels.Name;

    private ImmutableDictionary<(string Kind, string Name), NetworkPod> _pods = ImmutableDictionary<(string, string), NetworkPod>.Empty;
    private ImmutableDictionary<string, TrafficPolicy> _policies = ImmutableDictionary<string, TrafficPolicy>.Empty;
    private ImmutableDictionary<string, Manifest> _services = ImmutableDictionary<string, Manifest>.Empty;

    private NetworkNamespace(string name, ImmutableArray<KeyValuePair<string, string>> labels, bool exists) => (Name, Labels, Exists) = (name, labels, exists);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The labels, ordered by key, the name among them.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Labels { get; }

    /// <summary>Whether there is a Namespace object; without one only the name is known of its labels.</summary>
    public bool Exists { get; }

    /// <summary>Whether there is anything in it, or a Namespace object.</summary>
    public bool IsEmpty => !Exists && _pods.IsEmpty && _policies.IsEmpty && _services.IsEmpty;

    /// <summary>The pods, and the workloads none of whose pods are there; in order of their names.</summary>
    public ImmutableArray<NetworkPod> Pods => field.IsDefault ? field = Visible() : field;

    /// <summary>The NetworkPolicies, in order of their names.</summary>
    public ImmutableArray<TrafficPolicy> Policies => field.IsDefault ? field = [.. _policies.Values.OrderBy(p => p.Source.Name, StringComparer.Ordinal)] : field;

    /// <summary>The NetworkPolicy of that name; null if there is none.</summary>
    public TrafficPolicy? Policy(string name) => _policies.GetValueOrDefault(name);

    /// <summary>The pod or workload of that kind and name, whether it stands for its pods or they are there themselves; null if there is none.</summary>
    public NetworkPod? Pod(string kind, string name) => _pods.GetValueOrDefault((kind, name));

    /// <summary>The Services, in order of their names.</summary>
    public ImmutableArray<Manifest> Services => field.IsDefault ? field = [.. _services.Values.OrderBy(s => s.Name, StringComparer.Ordinal)] : field;

    /// <summary>The Service of that name; null if there is none.</summary>
    public Manifest? Service(string name) => _services.GetValueOrDefault(name);

    /// <summary>A namespace of which only the name is known.</summary>
    public static NetworkNamespace Called(string name) => new(name, WithName([], name), exists: false);

    /// <summary>This namespace with the labels of a Namespace object; null when the object is gone.</summary>
    public NetworkNamespace Labelled(ImmutableArray<KeyValuePair<string, string>>? labels)
    {
        var all = WithName(labels ?? [], Name);
        return new(Name, all, labels is not null)
        {
            _pods = all.SequenceEqual(Labels) ? _pods : _pods.ToImmutableDictionary(p => p.Key, p => p.Value.Under(all)),
            _policies = _policies,
            _services = _services,
        };
    }

    /// <summary>This namespace with a pod or workload in place of that of its name; null for none.</summary>
    public NetworkNamespace With(string kind, string name, NetworkPod? pod) =>
        Copy(pods: pod is null ? _pods.Remove((kind, name)) : _pods.SetItem((kind, name), pod.Under(Labels)));

    /// <summary>This namespace with a policy in place of that of its name; null for none.</summary>
    public NetworkNamespace With(string name, TrafficPolicy? policy) =>
        Copy(policies: policy is null ? _policies.Remove(name) : _policies.SetItem(name, policy));

    /// <summary>This namespace with a Service in place of that of its name; null for none.</summary>
    public NetworkNamespace WithService(string name, Manifest? service) =>
        Copy(services: service is null ? _services.Remove(name) : _services.SetItem(name, service));

    private NetworkNamespace Copy(
        ImmutableDictionary<(string, string), NetworkPod>? pods = null,
        ImmutableDictionary<string, TrafficPolicy>? policies = null,
        ImmutableDictionary<string, Manifest>? services = null) =>
        new(Name, Labels, Exists) { _pods = pods ?? _pods, _policies = policies ?? _policies, _services = services ?? _services };

    private static ImmutableArray<KeyValuePair<string, string>> WithName(ImmutableArray<KeyValuePair<string, string>> labels, string name) =>
        labels.Any(l => l.Key == NameLabel) ? labels : [.. labels.Append(KeyValuePair.Create(NameLabel, name)).OrderBy(l => l.Key, StringComparer.Ordinal)];

    // A workload stands for its pods only where they are not there themselves: a Deployment's come by way of a
    // ReplicaSet, a CronJob's by way of a Job, whose names begin with that of their maker.
    private ImmutableArray<NetworkPod> Visible()
    {
        var makers = _pods.Values.Select(p => p.Maker).OfType<(string Kind, string Name)>().ToHashSet();
        var byway = makers.Where(m => m.Kind is "ReplicaSet" or "Job").Select(m => (m.Kind == "Job" ? "CronJob" : "Deployment", Stem(m.Name))).ToHashSet();
        return
        [
            .. _pods.Values
                .Where(p => !p.IsWorkload || !(makers.Contains((p.Kind, p.Name)) || byway.Contains((p.Kind, p.Name)) || IsMadeByOneThatIsHere(p)))
                .OrderBy(p => p.Name, StringComparer.Ordinal)
                .ThenBy(p => p.Kind, StringComparer.Ordinal),
        ];
    }

    private bool IsMadeByOneThatIsHere(NetworkPod pod) => pod.Maker is { } maker && _pods.ContainsKey(maker);

    private static string Stem(string name) => name.LastIndexOf('-') is var dash and > 0 ? name[..dash] : name;
}
