using System.Collections.Immutable;

namespace PolyK8s.Engine.Rbac;

/// <summary>The four kinds of role-based access control.</summary>
public static class RbacKinds
{
    /// <summary>The API group of all four.</summary>
    public const string Group = "rbac.authorization.k8s.io";

    /// <summary>Role.</summary>
    public static readonly GroupKind Role = new(Group, "Role");

    /// <summary>ClusterRole.</summary>
    public static readonly GroupKind ClusterRole = new(Group, "ClusterRole");

    /// <summary>RoleBinding.</summary>
    public static readonly GroupKind RoleBinding = new(Group, "RoleBinding");

    /// <summary>ClusterRoleBinding.</summary>
    public static readonly GroupKind ClusterRoleBinding = new(Group, "ClusterRoleBinding");

    /// <summary>All four.</summary>
    public static readonly ImmutableArray<GroupKind> All = [Role, ClusterRole, RoleBinding, ClusterRoleBinding];
}
