using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>The bindings of a cluster by the people they bind and by the roles they give; follows them one by one.</summary>
public sealed class Bindings
{
    private static readonly ImmutableSortedDictionary<(string Namespace, string Name), Binding> None =
        ImmutableSortedDictionary.Create<(string Namespace, string Name), Binding>(new ByNamespace());

    private static readonly Bindings Empty = new(new Index<string>(), new Index<string>(), new Index<(string, RoleReference)>());

    private readonly Index<string> _byUser;
    private readonly Index<string> _byGroup;
    private readonly Index<(string Namespace, RoleReference Reference)> _byRole;

    private Bindings(Index<string> byUser, Index<string> byGroup, Index<(string, RoleReference)> byRole) => (_byUser, _byGroup, _byRole) = (byUser, byGroup, byRole);

    /// <summary>The bindings of a view.</summary>
    public static Bindings Of(ClusterView view) => view.Get(Projection.Instance);

    /// <summary>Every binding that binds somebody, each once: ClusterRoleBindings first, then by namespace and name.</summary>
    public ImmutableArray<Binding> Of(Author author) =>
        [.. author.Groups.Distinct(StringComparer.Ordinal).Aggregate(_byUser.At(author.Name), (all, group) => Joined(all, _byGroup.At(group))).Values];

    /// <summary>Every binding that gives a role, in the same order.</summary>
    /// <param name="reference">The role.</param>
    /// <param name="ns">The namespace of a Role; empty for a ClusterRole.</param>
    public IEnumerable<Binding> To(RoleReference reference, string ns) => _byRole.At((ns, reference)).Values;

    private static ImmutableSortedDictionary<(string Namespace, string Name), Binding> Joined(
        ImmutableSortedDictionary<(string Namespace, string Name), Binding> left, ImmutableSortedDictionary<(string Namespace, string Name), Binding> right) =>
        left.Count < right.Count ? right.SetItems(left) : left.SetItems(right);

    private Bindings Changed(Manifest? before, Manifest? after)
    {
        var start = before is null ? this : Each(Binding.From(before), add: false);
        return after is null ? start : start.Each(Binding.From(after), add: true);
    }

    private Bindings Each(Binding binding, bool add) => new(
        binding.Users.Aggregate(_byUser, (index, user) => index.Changed(user, binding, add)),
        binding.Groups.Aggregate(_byGroup, (index, group) => index.Changed(group, binding, add)),
        _byRole.Changed((binding.Role.IsClusterRole ? "" : binding.Namespace, binding.Role with { Group = RbacKinds.Group }), binding, add));

    // Persistent: a step shares all but the path to what it changes.
    private sealed class Index<TKey>(ImmutableDictionary<TKey, ImmutableSortedDictionary<(string Namespace, string Name), Binding>> bindings)
        where TKey : notnull
    {
        public Index()
            : this(ImmutableDictionary<TKey, ImmutableSortedDictionary<(string Namespace, string Name), Binding>>.Empty)
        {
        }

        public ImmutableSortedDictionary<(string Namespace, string Name), Binding> At(TKey key) => bindings.GetValueOrDefault(key) ?? None;

        public Index<TKey> Changed(TKey key, Binding binding, bool add)
        {
            var place = (binding.Namespace, binding.Name);
            var after = add ? At(key).SetItem(place, binding) : At(key).Remove(place);
            return new(after.IsEmpty ? bindings.Remove(key) : bindings.SetItem(key, after));
        }
    }

    private sealed class ByNamespace : IComparer<(string Namespace, string Name)>
    {
        public int Compare((string Namespace, string Name) x, (string Namespace, string Name) y) =>
            string.CompareOrdinal(x.Namespace, y.Namespace) is var order and not 0 ? order : string.CompareOrdinal(x.Name, y.Name);
    }

    private sealed class Projection : IIncrementalProjection<Bindings>
    {
        public static readonly Projection Instance = new();

        public ImmutableArray<GroupKind> Kinds { get; } = [RbacKinds.RoleBinding, RbacKinds.ClusterRoleBinding];

        public Bindings Project(ClusterView view) =>
            Kinds.SelectMany(kind => view.Of(kind).All).Aggregate(Empty, (all, binding) => all.Changed(null, binding));

        public Bindings Next(Bindings previous, ImmutableArray<ObjectDelta> deltas, ClusterView view) =>
            deltas.Aggregate(previous, (all, delta) => all.Changed(delta.Before, delta.After));
    }
}
