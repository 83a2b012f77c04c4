using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>One rule of a Role or ClusterRole, as written: <c>rbac.authorization.k8s.io/v1 PolicyRule</c>.</summary>
/// <param name="Verbs">The verbs; <c>*</c> is every verb.</param>
/// <param name="ApiGroups">The API groups; empty text is the core group, <c>*</c> every group.</param>
/// <param name="Resources">Resources, <c>pods</c> or <c>pods/log</c>; <c>*</c> is every resource and subresource, <c>*/log</c> that subresource of every resource.</param>
/// <param name="ResourceNames">The objects by name, never a pattern; none for all of them.</param>
/// <param name="NonResourceUrls">Paths; a <c>*</c> at the end stands for anything.</param>
public sealed record PolicyRule(
    ImmutableArray<string> Verbs,
    ImmutableArray<string> ApiGroups,
    ImmutableArray<string> Resources,
    ImmutableArray<string> ResourceNames,
    ImmutableArray<string> NonResourceUrls)
{
    /// <summary>How many single permissions the rule grants: the product of its lists, saturating.</summary>
    public long Permissions =>
        Times(Times(ApiGroups.Length, Resources.Length), Times(Verbs.Length, Math.Max(1, ResourceNames.Length)))
        + Times(NonResourceUrls.Length, Verbs.Length);

    /// <summary>Reads a rule; a list that is absent or no list is empty.</summary>
    public static PolicyRule From(ManifestNode node) =>
        new(node.TextsAt("verbs"), node.TextsAt("apiGroups"), node.TextsAt("resources"), node.TextsAt("resourceNames"), node.TextsAt("nonResourceURLs"));

    /// <summary>Reads the <c>rules</c> of a role.</summary>
    public static ImmutableArray<PolicyRule> AllOf(Manifest role) => [.. role.Root.ItemsAt("rules").Select(From)];

    /// <summary>The rule as a role holds it.</summary>
    public ManifestNode AsNode() => ManifestNode.Object(
        ("apiGroups", ApiGroups.IsEmpty ? null : ManifestNode.Array(ApiGroups)),
        ("resources", Resources.IsEmpty ? null : ManifestNode.Array(Resources)),
        ("resourceNames", ResourceNames.IsEmpty ? null : ManifestNode.Array(ResourceNames)),
        ("nonResourceURLs", NonResourceUrls.IsEmpty ? null : ManifestNode.Array(NonResourceUrls)),
        ("verbs", ManifestNode.Array(Verbs)));

    /// <summary>The rule without its URLs, which have no effect through a RoleBinding.</summary>
    public PolicyRule WithoutUrls() => this with { NonResourceUrls = [] };

    // Three lists of a 3 MiB object can multiply to more than a long holds; half the range leaves room for the sum.
    private static long Times(long left, long right) => left == 0 || right <= long.MaxValue / 4 / left ? left * right : long.MaxValue / 4;
}
