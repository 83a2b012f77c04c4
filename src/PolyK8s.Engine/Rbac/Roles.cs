using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Rbac;

/// <summary>The roles of a cluster by reference; each is read when it is first asked for, and kept.</summary>
/// <param name="roles">The Roles.</param>
/// <param name="clusterRoles">The ClusterRoles.</param>
public sealed class Roles(ObjectSet roles, ObjectSet clusterRoles)
{
    private readonly ConcurrentDictionary<(string Namespace, RoleReference Reference), Role?> _read = new();

    /// <summary>The roles of a view.</summary>
    public static Roles Of(ClusterView view) => view.Get(Projection.Instance);

    /// <summary>The roles of a view, those among <paramref name="beside"/> in place of older ones of their name.</summary>
    public static Roles Of(ClusterView view, ImmutableArray<Manifest> beside)
    {
        var newRoles = beside.Where(o => o.Kind == RbacKinds.Role.Kind && o.Group == RbacKinds.Group).ToImmutableArray();
        var newClusterRoles = beside.Where(o => o.Kind == RbacKinds.ClusterRole.Kind && o.Group == RbacKinds.Group).ToImmutableArray();
        return newRoles.IsEmpty && newClusterRoles.IsEmpty
            ? Of(view)
            : new(view.Of(RbacKinds.Role).With(newRoles), view.Of(RbacKinds.ClusterRole).With(newClusterRoles));
    }

    /// <summary>The role a binding refers to; null when there is none.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="ns">The binding's namespace; empty for a ClusterRoleBinding.</param>
    public Role? Find(RoleReference reference, string ns) =>
        _read.GetOrAdd((reference.IsClusterRole ? "" : ns, reference), key => Read(key.Reference, key.Namespace));

    private Role? Read(RoleReference reference, string ns) => reference.Kind switch
    {
        "ClusterRole" => clusterRoles.Find("", reference.Name) is { } role ? new(reference, "", RulesOf(role)) : null,
        "Role" => ns.Length > 0 && roles.Find(ns, reference.Name) is { } role ? new(reference, ns, PolicyRule.AllOf(role)) : null,
        _ => null,
    };

    // In a cluster the aggregation controller has filled `rules`; in files it has not, and roles that aggregate roles
    // settle to the rules of all that can be reached, whatever the order the controller takes.
    private ImmutableArray<PolicyRule> RulesOf(Manifest role)
    {
        var own = PolicyRule.AllOf(role);
        if (!own.IsEmpty || Aggregation.Of(role).IsEmpty)
        {
            return own;
        }

        var seen = new SortedDictionary<string, Manifest>(StringComparer.Ordinal) { [role.Name] = role };
        var open = new Queue<Manifest>([role]);
        while (open.TryDequeue(out var next))
        {
            foreach (var member in MembersOf(next).Where(member => seen.TryAdd(member.Name, member)))
            {
                open.Enqueue(member);
            }
        }

        return [.. seen.Values.SelectMany(member => PolicyRule.AllOf(member))];
    }

    private IEnumerable<Manifest> MembersOf(Manifest role)
    {
        var selectors = role.Root.ItemsAt("rules").IsEmpty ? Aggregation.Of(role) : [];
        return selectors.IsEmpty ? [] : clusterRoles.All.Where(other => selectors.Any(s => s.Matches(other.Root.At("metadata", "labels"))));
    }

    private sealed class Projection : IProjection<Roles>
    {
        public static readonly Projection Instance = new();

        public ImmutableArray<GroupKind> Kinds { get; } = [RbacKinds.Role, RbacKinds.ClusterRole];

        public Roles Project(ClusterView view) => new(view.Of(RbacKinds.Role), view.Of(RbacKinds.ClusterRole));
    }

    private static class Aggregation
    {
        public static ImmutableArray<LabelSelector> Of(Manifest role) =>
            [.. role.Root.ItemsAt("aggregationRule", "clusterRoleSelectors").Select(LabelSelector.From)];
    }
}
