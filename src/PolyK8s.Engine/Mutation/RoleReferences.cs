using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>The role of a binding.</summary>
/// <remarks>Mirrors <c>ValidateRoleBindingUpdate</c> of <c>pkg/apis/rbac/validation</c>.</remarks>
internal static class RoleReferences
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>The role stays; a group left out is that of RBAC.</summary>
    public static void Keep(Transition change)
    {
        var (now, before) = (change.New("roleRef"), change.Old("roleRef"));
        if (now["kind"].Text != (before?.TextAt("kind") ?? "") || now["name"].Text != (before?.TextAt("name") ?? "")
            || now["apiGroup"].TextOr(Group) != (before?.TextAt("apiGroup") is { Length: > 0 } group ? group : Group))
        {
            var printed = $"{{\"APIGroup\":{GoText.Quote(now["apiGroup"].TextOr(Group))},\"Kind\":{GoText.Quote(now["kind"].Text)},\"Name\":{GoText.Quote(now["name"].Text)}}}";
            now.Invalid(printed, "cannot change roleRef");
        }
    }
}
