using System.Collections.Immutable;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks;

/// <summary>One entry of <c>from</c> or <c>to</c>, in the form all kinds of network policies share.</summary>
public abstract record TrafficPeer;

/// <summary>Pods that have a network of their own.</summary>
/// <param name="Namespaces">The namespaces; null for that of the policy.</param>
/// <param name="Pods">The pods in them.</param>
public sealed record PodPeer(LabelSelector? Namespaces, LabelSelector Pods) : TrafficPeer;

/// <summary>Addresses.</summary>
/// <param name="Whole">The block.</param>
/// <param name="Except">What is taken out of it.</param>
public sealed record BlockPeer(AddressRange Whole, ImmutableArray<AddressRange> Except) : TrafficPeer;

/// <summary>What only the network plug-in can resolve: nodes by their labels, domain names.</summary>
/// <param name="What">What it is, in words.</param>
public sealed record OpaquePeer(string What) : TrafficPeer;

/// <summary>A peer the API server would have refused: it is nobody.</summary>
public sealed record NobodyPeer : TrafficPeer;
