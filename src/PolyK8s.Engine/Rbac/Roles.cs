using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>The roles of a cluster by reference; each is read when it is first asked for, and kept until it changes.</summary>
public sealed class Roles
{
    private readonly ObjectSet _roles;
    private readonly ObjectSet _clusterRoles;
    private ImmutableDictionary<(string Namespace, RoleReference Reference), Role?> _read;

    private Roles(ObjectSet roles, ObjectSet clusterRoles, ImmutableSortedSet<string> aggregates, ImmutableDictionary<(string, RoleReference), Role?> read) =>
        (_roles, _clusterRoles, Aggregates, _read) = (roles, clusterRoles, aggregates, read);

    /// <summary>The names of the ClusterRoles that have an aggregation rule, in order.</summary>
    public ImmutableSortedSet<string> Aggregates { get; }

    /// <summary>The roles of a view.</summary>
    public static Roles Of(ClusterView view) => view.Get(Projection.Instance);

    /// <summary>The role a binding refers to; null when there is none.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="ns">The binding's namespace; empty for a ClusterRoleBinding.</param>
    public Role? Find(RoleReference reference, string ns) =>
        ImmutableInterlocked.GetOrAdd(ref _read, (reference.IsClusterRole ? "" : ns, reference with { Group = RbacKinds.Group }), key => Read(key.Item2, key.Item1));

    /// <summary>A ClusterRole as it is written.</summary>
    public Manifest? ClusterRole(string name) => _clusterRoles.Find("", name);

    private Role? Read(RoleReference reference, string ns) => reference.Kind switch
    {
        "ClusterRole" => _clusterRoles.Find("", reference.Name) is { } role ? new(reference, "", RulesOf(role)) : null,
        "Role" => ns.Length > 0 && _roles.Find(ns, reference.Name) is { } role ? new(reference, ns, PolicyRule.AllOf(role)) : null,
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
        return selectors.IsEmpty ? [] : _clusterRoles.All.Where(other => Aggregation.Gathers(selectors, other));
    }

    private sealed class Projection : IIncrementalProjection<Roles>
    {
        public static readonly Projection Instance = new();

        public ImmutableArray<GroupKind> Kinds { get; } = [RbacKinds.Role, RbacKinds.ClusterRole];

        public Roles Project(ClusterView view) => new(
            view.Of(RbacKinds.Role),
            view.Of(RbacKinds.ClusterRole),
            ImmutableSortedSet.CreateRange(StringComparer.Ordinal, view.Of(RbacKinds.ClusterRole).All.Where(Aggregation.Has).Select(role => role.Name)),
            ImmutableDictionary<(string, RoleReference), Role?>.Empty);

        public Roles Next(Roles previous, ImmutableArray<ObjectDelta> deltas, ClusterView view)
        {
            var (aggregates, read) = (previous.Aggregates, previous._read);
            foreach (var delta in deltas)
            {
                var role = (delta.After ?? delta.Before)!;
                read = read.Remove((role.Namespace, new(RbacKinds.Group, role.Kind, role.Name)));
                if (delta.Kind == RbacKinds.ClusterRole)
                {
                    aggregates = delta.After is { } after && Aggregation.Has(after) ? aggregates.Add(role.Name) : aggregates.Remove(role.Name);
                    read = read.RemoveRange(aggregates.Add(role.Name).Select(name => ("", new RoleReference(RbacKinds.Group, RbacKinds.ClusterRole.Kind, name))));
                }
            }

            return new(view.Of(RbacKinds.Role), view.Of(RbacKinds.ClusterRole), aggregates, read);
        }
    }
}
