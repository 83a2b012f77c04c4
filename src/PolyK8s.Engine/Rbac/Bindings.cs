using System.Collections.Immutable;

namespace PolyK8s.Engine.Rbac;

/// <summary>The bindings of a cluster by the people they bind.</summary>
public sealed class Bindings
{
    private readonly ILookup<string, Binding> _byUser;
    private readonly ILookup<string, Binding> _byGroup;

    private Bindings(IReadOnlyCollection<Binding> all)
    {
        _byUser = all.SelectMany(b => b.Users.Select(user => (user, b))).ToLookup(p => p.user, p => p.b, StringComparer.Ordinal);
        _byGroup = all.SelectMany(b => b.Groups.Select(group => (group, b))).ToLookup(p => p.group, p => p.b, StringComparer.Ordinal);
    }

    /// <summary>The bindings of a view.</summary>
    public static Bindings Of(ClusterView view) => view.Get(Projection.Instance);

    /// <summary>Every binding that binds somebody, each once: ClusterRoleBindings first, then by namespace and name.</summary>
    public ImmutableArray<Binding> Of(Author author) =>
        [.. _byUser[author.Name]
            .Concat(author.Groups.SelectMany(group => _byGroup[group]))
            .Distinct(ReferenceEqualityComparer.Instance)
            .Cast<Binding>()
            .OrderBy(b => b.Namespace, StringComparer.Ordinal)
            .ThenBy(b => b.Name, StringComparer.Ordinal)];

    private sealed class Projection : IProjection<Bindings>
    {
        public static readonly Projection Instance = new();

        public ImmutableArray<GroupKind> Kinds { get; } = [RbacKinds.RoleBinding, RbacKinds.ClusterRoleBinding];

        public Bindings Project(ClusterView view) =>
            new([.. Kinds.SelectMany(kind => view.Of(kind).All).Select(Binding.From)]);
    }
}
