using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Rules.SafeCapability;

// SafeCapability/privilege-escalation
//
// Nobody gives away more than they hold. Whoever writes a Role or ClusterRole must hold every permission in its rules;
// whoever writes a RoleBinding or ClusterRoleBinding must hold every permission of the role it refers to. The API server
// makes this check itself; this rule makes it before anything is sent, with the same answer and with the evidence.
//
// Looked at: `rules`, `aggregationRule`, `roleRef`, and the bindings and roles of the author. A role that is created in
// the same request counts for bindings beside it; the author's own permissions come from the cluster alone.
//
// Allowed: members of `system:masters`; `escalate` on the role written (a create carries no name, so `escalate` limited by
// resourceNames helps with updates only); `bind` on the role referred to; and whoever holds every permission in the
// namespace of the object, or cluster-wide for cluster-scoped ones. A ClusterRole that has or had an aggregationRule takes
// full authority on top. A binding to a role that does not exist takes `bind`. Updates that touch only ownerReferences
// and finalizers always pass; any other update is judged like a new object, as in the API server.
//
// Mirrors k8s.io/kubernetes/pkg/registry/rbac: escalation_check.go, helpers.go, validation/rule.go, and policybased/storage.go
// of each kind.

/// <summary>Roles and bindings that grant more than their author holds.</summary>
public sealed class PrivilegeEscalation : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeCapability/privilege-escalation",
        Title = "nobody grants permissions they do not hold",
        Why = "whoever can write roles or bindings could otherwise give themselves, or anybody, every permission of the cluster",
        Reads = "`rules` and `aggregationRule` of Roles and ClusterRoles, `roleRef` of bindings, and the roles and bindings of the author; "
            + "the witness lists the permissions the author lacks (`uncovered`, as policy rules), where they would be granted (`scope`) and the role referred to (`role`)",
        Allows = "members of `system:masters`, holders of `escalate` on the role or `bind` on the role referred to, and whoever holds all that is granted in that scope; "
            + "an aggregated ClusterRole takes full authority; remove the permissions from the role, or let somebody who holds them make the change",
        Scopes = [.. RbacKinds.All.Select(kind => RuleScope.Writes(kind.Group, kind.Kind))],
        Severity = Severity.Error,
        Theorem = "SafeCapability.NobodyGrantsWhatTheyLack",
        NeedsAuthor = true,
        NeedsKinds = RbacKinds.All,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var print = Fingerprint.OfWhatCounts(change.Object);
        if (change.Author is not { } author || (change.Before is { } before && Fingerprint.OfWhatCounts(before) == print))
        {
            return [];
        }

        var write = RoleWrite.Of(change, view);
        var decision = Rights.Of(view, author)
            .HeldForGrantingIn(write.Namespace)
            .Decide(author.IsMaster, write.Entitlement, write.Demanded, write.Aggregates);
        return decision.Allowed ? [] : Findings(change.Object, author, write, decision).Select(finding => finding with { Key = $"{finding.Path} {print}" });
    }

    private static IEnumerable<Finding> Findings(Manifest subject, Author author, RoleWrite write, GrantDecision decision)
    {
        if (decision.RoleIsMissing)
        {
            yield return Missing(subject, author, write);
        }

        if (!decision.Uncovered.IsEmpty)
        {
            yield return write.IsTooLarge ? TooLarge(subject, author, write) : Exceeding(subject, author, write, decision.Uncovered);
        }

        if (!decision.Authority.IsEmpty)
        {
            yield return Aggregating(subject, author, write, decision.Authority);
        }
    }

    private static Finding Exceeding(Manifest subject, Author author, RoleWrite write, ImmutableArray<Access> uncovered) => new()
    {
        Reason = "grants more than its author holds",
        Detail = write.Role is { } role
            ? $"{role} grants {AccessList.Words(uncovered)}, which `{author.Name}` does not hold {write.Scope}"
            : $"it grants {AccessList.Words(uncovered)}, which `{author.Name}` does not hold {write.Scope}",
        Path = write.Path,
        At = subject.Root[write.Path],
        Witness = Witness(write, uncovered),
        Fix = write.Role is { } referred
            ? $"bind a role without {AccessList.Words(uncovered)}, or grant `{author.Name}` {write.Scope} these permissions or {write.Entitlement} first"
            : $"remove {AccessList.Words(uncovered)} from the rules, or grant `{author.Name}` {write.Scope} these permissions or {write.Entitlement with { ResourceName = NameIfAny(write) }} first",
    };

    private static Finding Missing(Manifest subject, Author author, RoleWrite write) => new()
    {
        Reason = "role does not exist",
        Detail = $"{write.Role} does not exist, and `{author.Name}` does not hold {write.Entitlement} {write.Scope}, which a binding to a missing role takes",
        Path = write.Path,
        At = subject.Root[write.Path],
        Witness = Witness(write, []),
        Fix = $"create {write.Role} before the binding, or correct `roleRef`",
    };

    private static Finding TooLarge(Manifest subject, Author author, RoleWrite write) => new()
    {
        Reason = "grants too many permissions to compare",
        Detail = $"its lists multiply to more than {AccessList.MostCompared} permissions, and `{author.Name}` does not hold every permission {write.Scope}",
        Path = write.Path,
        At = subject.Root[write.Path],
        Witness = Witness(write, []),
        Fix = "split the role into smaller ones, or use `*` where every value is meant",
    };

    private static Finding Aggregating(Manifest subject, Author author, RoleWrite write, ImmutableArray<Access> authority) => new()
    {
        Reason = "aggregates without full authority",
        Detail = $"an aggregation rule can gather any permission, and `{author.Name}` does not hold {AccessList.Words(authority)} cluster-wide",
        Path = "aggregationRule",
        At = subject.Root["aggregationRule"],
        Witness = Witness(write, authority),
        Fix = "write the permissions in `rules` without an aggregation rule, or let a cluster administrator make the change",
    };

    private static ManifestNode Witness(RoleWrite write, ImmutableArray<Access> uncovered) => ManifestNode.Object([
        new("scope", ManifestNode.Of(write.Namespace.Length == 0 ? "cluster" : $"namespace {write.Namespace}")),
        .. write.Role is { } role ? [new("role", ManifestNode.Object(("kind", ManifestNode.Of(role.Kind)), ("name", ManifestNode.Of(role.Name))))] : ImmutableArray<ManifestMember>.Empty,
        .. AccessList.Witness("uncovered", [.. uncovered.Select(access => access.AsRule())]),
    ]);

    private static string? NameIfAny(RoleWrite write) => write.Entitlement.ResourceName is { Length: > 0 } name ? name : null;
}
