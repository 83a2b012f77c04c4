using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Rbac;

/// <summary>The parts of a binding that give nothing.</summary>
internal static class InertBindings
{
    /// <summary>The inert parts of a binding in a cluster.</summary>
    public static IEnumerable<InertPart> Of(Manifest manifest, ClusterView view)
    {
        var binding = Binding.From(manifest);
        var at = manifest.Root["roleRef"] ?? manifest.Root;
        IEnumerable<InertPart> role = view.Knows(binding.Role.IsClusterRole ? RbacKinds.ClusterRole : RbacKinds.Role) != Knowledge.Known ? []
            : binding.Role.Name.Length == 0 ? []
            : Roles.Of(view).Find(binding.Role, binding.Namespace) is not { } found ? IsOfEveryCluster(binding) ? [] : [Missing(binding, at)]
            : binding.Namespace.Length > 0 ? Local(binding, found, at, view)
            : [];
        return [.. role, .. Subjects(manifest, binding)];
    }

    private static bool IsOfEveryCluster(Binding binding) => Presence.IsGiven(new(
        binding.Role.IsClusterRole ? RbacKinds.ClusterRole : RbacKinds.Role, new(binding.Role.IsClusterRole ? "" : binding.Namespace, binding.Role.Name)));

    private static InertPart Missing(Binding binding, ManifestNode at) =>
        new("role does not exist", $"{binding.Role}{(binding.Namespace.Length > 0 && !binding.Role.IsClusterRole ? $" in namespace `{binding.Namespace}`" : "")} does not exist: the binding gives nothing until it does", "roleRef", at, binding.Role.Name, $"create {binding.Role}, or correct `roleRef`");

    private static IEnumerable<InertPart> Local(Binding binding, Role role, ManifestNode at, ClusterView view)
    {
        var urls = role.Rules.SelectMany(rule => rule.NonResourceUrls).Distinct(StringComparer.Ordinal).ToImmutableArray();
        if (!urls.IsEmpty)
        {
            yield return new("paths through a RoleBinding", $"{binding.Role} allows {Words(urls)}, and paths have no namespace: a RoleBinding gives none", "roleRef", at, urls[0], $"bind {binding.Role} by a ClusterRoleBinding if the paths are meant");
        }

        // A request for one Namespace is made in that namespace.
        var wide = role.Rules.SelectMany(rule => rule.Resources.Where(resource => rule.ApiGroups.Any(group => ResourceTypes.IsClusterScoped(group, resource.Split('/')[0], view))))
            .Where(resource => resource.Split('/')[0] != "namespaces").Distinct(StringComparer.Ordinal).ToImmutableArray();
        if (!wide.IsEmpty)
        {
            yield return new("cluster-scoped through a RoleBinding", $"{binding.Role} allows {Words(wide)}, which live outside namespaces: a RoleBinding gives none", "roleRef", at, wide[0], $"bind {binding.Role} by a ClusterRoleBinding if they are meant");
        }
    }

    private static IEnumerable<InertPart> Subjects(Manifest manifest, Binding binding) => manifest.Root.ItemsAt("subjects").SelectMany((subject, i) =>
    {
        var path = $"subjects[{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}]";
        var (kind, name) = (subject.TextAt("kind") ?? "", subject.TextAt("name") ?? "");
        return kind is "User" or "Group" && name == "*" ? [new InertPart("no pattern", "`*` is a name here and no pattern: it binds nobody", $"{path}.name", subject["name"]!, name, "use the group `system:authenticated` if everybody is meant")]
            : kind == "ServiceAccount" && binding.Namespace.Length == 0 && string.IsNullOrEmpty(subject.TextAt("namespace")) ? [new InertPart("service account without a namespace", $"service account `{name}` has no namespace: a ClusterRoleBinding needs one", path, subject, name, "write its `namespace`")]
            : (InertPart[])[];
    });

    private static string Words(ImmutableArray<string> values) => AccessList.Words(values.Select(value => $"`{value}`").ToImmutableArray());
}
