using System.Collections.Immutable;
using PolyK8s.Engine.Networks;
using PolyK8s.Kernels.SafePolicy;

namespace PolyK8s.Engine.Kernels.Network;

/// <summary>Policies that are asked together, converted once.</summary>
/// <param name="policies">The policies; those that do not select the pod in question have no say and may be left out.</param>
internal sealed class PolicyList(ImmutableArray<TrafficPolicy> policies)
{
    private readonly Dafny.ISequence<_IPolicy> _kernel = NetworkTerms.Sequence(policies.Select((policy, i) => policy.Term.Numbered(i)));

    /// <summary>No policies.</summary>
    public static PolicyList None { get; } = new([]);

    /// <summary>The policies.</summary>
    public ImmutableArray<TrafficPolicy> Policies => policies;

    /// <summary>What they say about a flow in one direction.</summary>
    public Ruling Rule(FlowTerm flow, FlowDirection direction)
    {
        var ruling = flow.Kernel.Ruling(_kernel, NetworkTerms.Of(direction));
        return new(
            ruling.is_Allow ? new(direction, Reach.Allowed, Of(ruling.dtor_ground, direction))
                : ruling.is_Refuse ? new(direction, Reach.Denied, Of(ruling.dtor_ground, direction))
                : new(direction, Reach.Unknown, Of(ruling.dtor_one, direction)) { Other = Of(ruling.dtor_other, direction), Reason = Reasons.Of(ruling.dtor_reason) },
            ruling);
    }

    /// <summary>The list in the kernel's types.</summary>
    public Dafny.ISequence<_IPolicy> Kernel => _kernel;

    private VerdictGround? Of(_IGround ground, FlowDirection direction) =>
        ground.is_ByRule ? new(policies[ground.dtor_policy], policies[ground.dtor_policy].Rules(direction)[ground.dtor_rule])
        : ground.is_ByIsolation ? new(policies[ground.dtor_policy], null)
        : null;
}
