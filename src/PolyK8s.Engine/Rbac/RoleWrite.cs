using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac;

/// <summary>A write of a role or a binding, as the API server looks at it: what it grants, and what entitles to it.</summary>
/// <param name="Namespace">Where it grants; empty for everywhere.</param>
/// <param name="Granted">What it grants; null when the role referred to does not exist.</param>
/// <param name="Entitlement"><c>escalate</c> on the role, or <c>bind</c> on the role referred to.</param>
/// <param name="Aggregates">Whether the ClusterRole has or had an aggregation rule.</param>
/// <param name="Role">The role the binding refers to; null for a write of a role itself.</param>
public sealed record RoleWrite(string Namespace, Capability? Granted, Access Entitlement, bool Aggregates, RoleReference? Role)
{
    /// <summary>Whether it grants more permissions than can be compared one by one.</summary>
    public bool IsTooLarge => Granted?.Permissions > AccessList.MostCompared;

    /// <summary>What its author must hold: what it grants, or everything when that is too much to compare.</summary>
    public Capability? Demanded => IsTooLarge ? Capability.Everything : Granted;

    /// <summary>The field that grants.</summary>
    public string Path => Role is null ? "rules" : "roleRef";

    /// <summary>Where it grants, in words.</summary>
    public string Scope => Namespace.Length == 0 ? "cluster-wide" : $"in namespace `{Namespace}`";

    /// <summary>Reads a change of one of the four kinds.</summary>
    public static RoleWrite Of(Change change, ClusterView view) => change.Object.Kind switch
    {
        "Role" or "ClusterRole" => OfRole(change),
        _ => OfBinding(change, view),
    };

    private static RoleWrite OfRole(Change change)
    {
        var role = change.Object;
        var isClusterRole = role.Kind == RbacKinds.ClusterRole.Kind;
        // A create request carries no name: `escalate` that is limited to names does not help to create.
        var name = change.Operation == Operation.Create ? "" : role.Name;
        return new(
            isClusterRole ? "" : role.Namespace,
            Capability.Of(PolicyRule.AllOf(role)),
            Access.OnResource("escalate", RbacKinds.Group, isClusterRole ? "clusterroles" : "roles", name),
            isClusterRole && (HasAggregation(change.After) || HasAggregation(change.Before)),
            null);
    }

    private static RoleWrite OfBinding(Change change, ClusterView view)
    {
        var binding = change.Object;
        var ns = binding.Kind == RbacKinds.ClusterRoleBinding.Kind ? "" : binding.Namespace;
        var reference = RoleReference.Of(binding);
        return new(
            ns,
            Roles.Of(change.After is null ? view : change.WorldAfter(view)).Find(reference, ns)?.Everything,
            Access.OnResource("bind", reference.Group, reference.Resource, reference.Name),
            false,
            reference);
    }

    private static bool HasAggregation(Manifests.Manifest? role) => role?.Root["aggregationRule"] is { Kind: not Manifests.NodeKind.Null };
}
