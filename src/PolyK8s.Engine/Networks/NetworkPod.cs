using System.Collections.Immutable;
using PolyK8s.Engine.Kernels.Network;

namespace PolyK8s.Engine.Networks;

/// <summary>A pod, or the pods a workload makes, as far as the network tells them apart.</summary>
public sealed class NetworkPod
{
    /// <summary><c>Pod</c>, or the kind of the workload.</summary>
    public required string Kind { get; init; }

    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of the pod or workload.</summary>
    public required string Name { get; init; }

    /// <summary>The labels, ordered by key.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Labels { get; init; }

    /// <summary>The labels of the namespace, ordered by key, <c>kubernetes.io/metadata.name</c> among them.</summary>
    public ImmutableArray<KeyValuePair<string, string>> NamespaceLabels { get; init; } = [];

    /// <summary>Whether it shares the network of its node, so that no policy is about it.</summary>
    public bool OnHost { get; init; }

    /// <summary>Its addresses; none when they are not known.</summary>
    public ImmutableArray<NetworkAddress> Addresses { get; init; } = [];

    /// <summary>Its node; null when that is not known.</summary>
    public string? Node { get; init; }

    /// <summary>The ports its containers declare.</summary>
    public ImmutableArray<PodPort> Ports { get; init; } = [];

    /// <summary>Who made it: kind and name of the controller; null for nobody.</summary>
    public (string Kind, string Name)? Maker { get; init; }

    /// <summary>Whether it stands for any number of pods.</summary>
    public bool IsWorkload => Kind != "Pod";

    /// <summary><c>namespace/name</c>.</summary>
    public ObjectName Title => new(Namespace, Name);

    /// <summary>The pod as the kernel reads it, converted once.</summary>
    internal PodTerm Term => field ??= PodTerm.Of(this);

    /// <summary>The same pod once its namespace carries other labels.</summary>
    public NetworkPod Under(ImmutableArray<KeyValuePair<string, string>> namespaceLabels) => new()
    {
        Kind = Kind,
        Namespace = Namespace,
        Name = Name,
        Labels = Labels,
        NamespaceLabels = namespaceLabels,
        OnHost = OnHost,
        Addresses = Addresses,
        Node = Node,
        Ports = Ports,
        Maker = Maker,
    };

    /// <inheritdoc />
    public override string ToString() => IsWorkload ? $"{Kind} {Title}" : Title.ToString();
}

/// <summary>A port a container declares.</summary>
/// <param name="Name">Its name, or empty.</param>
/// <param name="Protocol">Its protocol.</param>
/// <param name="Number">Its number.</param>
public readonly record struct PodPort(string Name, FlowProtocol Protocol, int Number);
