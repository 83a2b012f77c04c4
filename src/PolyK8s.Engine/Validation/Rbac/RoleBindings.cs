using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Rbac;

/// <summary>RoleBindings and ClusterRoleBindings.</summary>
/// <remarks>Mirrors <c>ValidateRoleBinding</c>, <c>ValidateClusterRoleBinding</c> and <c>ValidateRoleBindingSubject</c> of <c>pkg/apis/rbac/validation</c>.</remarks>
internal static class RoleBindings
{
    private const string Group = "rbac.authorization.k8s.io";
    private static readonly ImmutableArray<string> SubjectKinds = ["ServiceAccount", "User", "Group"];

    /// <summary>A RoleBinding.</summary>
    public static void Check(Field binding) => Check(binding, ["Role", "ClusterRole"], namespaced: true);

    /// <summary>A ClusterRoleBinding.</summary>
    public static void Cluster(Field binding) => Check(binding, ["ClusterRole"], namespaced: false);

    private static void Check(Field binding, ImmutableArray<string> kinds, bool namespaced)
    {
        var role = binding["roleRef"];
        ObjectMetas.Check(binding["metadata"], Roles.Name);
        role["apiGroup"].OneOf([Group], Group);
        role["kind"].OneOf(kinds);
        role["name"].RequiredMust(DnsNames.PathSegment);
        foreach (var subject in binding["subjects"].Items())
        {
            Subject(subject, namespaced);
        }
    }

    private static void Subject(Field subject, bool namespaced)
    {
        var (name, kind, group) = (subject["name"], subject["kind"], subject["apiGroup"]);
        name.RequiredText();
        switch (kind.Text)
        {
            case "ServiceAccount":
                name.MustIfAny(DnsNames.Subdomain);
                if (group.Text.Length > 0)
                {
                    group.OneOf([""]);
                }

                if (!namespaced && subject["namespace"].Text.Length == 0)
                {
                    subject["namespace"].Required();
                }

                break;
            case "User" or "Group":
                group.OneOf([Group], Group);
                break;
            default:
                kind.OneOf(SubjectKinds);
                break;
        }
    }
}
