using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Rules.SafeCapability;

// SafeCapability/role-edit-flows
//
// Whoever edits a role gives to people they may never have thought of: all who are bound to it. The API server asks the
// author for what the role grants, and says nothing about whom it flows to. This rule does.
//
// Looked at: the rules of a Role or ClusterRole that is created or updated, and the bindings that refer to it. A role that
// is created counts too: bindings may have waited for it. A role that is applied again is compared with itself as it is known.
//
// Allowed: roles that nobody is bound to before the request, and edits that grant nothing new. Whoever writes role and
// binding in one request knows both. Permissions that the holders have from elsewhere still count: the role grants them
// from now on.

/// <summary>Role edits that give those who are bound to the role more than before.</summary>
public sealed class RoleEditFlows : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeCapability/role-edit-flows",
        Title = "a role edit says whom it flows to",
        Why = "everybody who is bound to a role gets what is added to it, at once; whoever edits it sees the role, not the bindings",
        Reads = "the rules of the role before and after, and the bindings that refer to it; the witness lists each permission that is new (`gained`) and the bindings with their subjects (`holders`)",
        Allows = "edits that grant nothing new, and roles that nobody is bound to before the request; put new permissions into a role of their own and bind only those who need them",
        Scopes = [RuleScope.Writes(RbacKinds.Group, "Role"), RuleScope.Writes(RbacKinds.Group, "ClusterRole")],
        Severity = Severity.Warning,
        Theorem = "SafeCapability.UncoveredIsExactlyWhatTheOwnerLacks",
        NeedsKinds = RbacKinds.All,
        DefaultMode = Mode.Warn,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var role = change.Object;
        var reference = new RoleReference(RbacKinds.Group, role.Kind, role.Name);
        var gain = RoleGain.Of(change, view, reference, role.Namespace, Roles.Of(change.WorldAfter(view)).Find(reference, role.Namespace)?.Rules ?? []);
        if (gain.IsAny)
        {
            yield return Flowing(role, gain);
        }
    }

    private static Finding Flowing(Manifest role, RoleGain gain) => new()
    {
        Severity = Severity.Warning,
        Reason = "role edit gives its holders more",
        Detail = $"{AccessList.Words(gain.Gained)} flows to {gain.Whom} through {gain.Through}",
        Path = "rules",
        At = role.Root["rules"],
        Key = $"rules {Fingerprint.OfWhatCounts(role)}",
        Witness = gain.AsWitness(),
        Fix = "put the new permissions into a role of their own and bind only those who need them",
    };
}
