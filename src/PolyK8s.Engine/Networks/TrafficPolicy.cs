using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Kernels.Network;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Networks;

/// <summary>A network policy of any kind, in the form the kernel decides on.</summary>
/// <param name="Source">The object.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Priority">Its priority in the tier; 0 for a NetworkPolicy.</param>
/// <param name="Namespaces">The namespaces of its pods; null for its own.</param>
/// <param name="Pods">Its pods in them.</param>
/// <param name="Types"><c>policyTypes</c>; null where it is to be defaulted.</param>
/// <param name="Ingress">Rules about what its pods receive.</param>
/// <param name="Egress">Rules about what its pods send.</param>
public sealed record TrafficPolicy(
    Manifest Source,
    PolicyTier Tier,
    int Priority,
    LabelSelector? Namespaces,
    LabelSelector Pods,
    ImmutableArray<string>? Types,
    ImmutableArray<TrafficRule> Ingress,
    ImmutableArray<TrafficRule> Egress)
{
    /// <summary>What it is called in results.</summary>
    public ObjectReference Reference => Source.Reference;

    /// <summary>Its namespace; empty for a cluster-wide one.</summary>
    public string Namespace => Source.Namespace;

    /// <summary>Its rules in a direction.</summary>
    public ImmutableArray<TrafficRule> Rules(FlowDirection direction) => direction == FlowDirection.Ingress ? Ingress : Egress;

    /// <summary>Whether it has a say in a direction, <c>policyTypes</c> defaulted.</summary>
    public bool Governs(FlowDirection direction) => Term.Governs(direction);

    /// <summary>Whether it is about a pod.</summary>
    public bool Selects(NetworkPod pod) => Term.Selects(pod.Term);

    /// <summary>The policy as the kernel reads it, converted once.</summary>
    internal PolicyTerm Term => field ??= PolicyTerm.Of(this);

    /// <summary><c>NetworkPolicy x/deny-all</c>, with tier and priority where they count.</summary>
    public string Words => Tier == PolicyTier.Network ? Reference.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Reference} ({Tier}, priority {Priority})");
}

/// <summary>Which policies are asked first.</summary>
public enum PolicyTier
{
    /// <summary>Before all NetworkPolicies.</summary>
    Admin,

    /// <summary>NetworkPolicies.</summary>
    Network,

    /// <summary>After them, for pods they do not isolate.</summary>
    Baseline,
}
