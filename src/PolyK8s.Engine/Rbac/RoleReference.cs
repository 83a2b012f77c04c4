using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>The <c>roleRef</c> of a binding.</summary>
/// <param name="Group">The API group; what the API server defaults to when none is written.</param>
/// <param name="Kind">Role or ClusterRole.</param>
/// <param name="Name">The name.</param>
public sealed record RoleReference(string Group, string Kind, string Name)
{
    /// <summary>Whether a ClusterRole is meant.</summary>
    public bool IsClusterRole => Kind == RbacKinds.ClusterRole.Kind;

    /// <summary>The resource behind the kind, as <c>bind</c> is asked for.</summary>
    public string Resource => IsClusterRole ? "clusterroles" : "roles";

    /// <summary>Reads the <c>roleRef</c> of a binding.</summary>
    public static RoleReference Of(Manifest binding) => new(
        binding.Root.TextAt("roleRef", "apiGroup") is { Length: > 0 } group ? group : RbacKinds.Group,
        binding.Root.TextAt("roleRef", "kind") ?? "",
        binding.Root.TextAt("roleRef", "name") ?? "");

    /// <summary><c>ClusterRole `view`</c>.</summary>
    public override string ToString() => $"{Kind} `{Name}`";
}
