using System.Collections.Immutable;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Policy;

/// <summary>Who may never attain what, even in several hops: <c>CapabilityCeiling</c> of safety.poly-k8s.io/v1alpha1.</summary>
/// <param name="Name">The ceiling's name.</param>
/// <param name="Subjects">Who; a service account without a name stands for all of its namespace.</param>
/// <param name="Rules">What none of them may ever do, in any scope.</param>
/// <param name="ActAs">Whom none of them may ever come to act as.</param>
/// <param name="ClusterAdmin">Whether none of them may ever become a cluster administrator.</param>
public sealed record CapabilityCeiling(string Name, ImmutableArray<Subject> Subjects, ImmutableArray<PolicyRule> Rules, ImmutableArray<Subject> ActAs, bool ClusterAdmin)
{
    /// <summary>The kind in the API.</summary>
    public static readonly GroupKind GroupKind = new("safety.poly-k8s.io", "CapabilityCeiling");
}
