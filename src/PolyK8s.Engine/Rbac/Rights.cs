using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac;

/// <summary>Everything somebody may do, by where they may do it.</summary>
/// <remarks>
/// Mirrors <c>VisitRulesFor</c> of k8s.io/kubernetes/pkg/registry/rbac/validation: ClusterRoleBindings hold everywhere, a
/// RoleBinding holds in its namespace whatever the kind of its role, and a binding whose role is missing gives nothing.
/// </remarks>
public sealed class Rights
{
    private readonly ImmutableArray<HeldRole> _everywhere;
    private readonly Dictionary<string, ImmutableArray<HeldRole>> _byNamespace;

    private Rights(IReadOnlyCollection<HeldRole> held)
    {
        _everywhere = [.. held.Where(role => role.Binding.Namespace.Length == 0)];
        _byNamespace = held.Where(role => role.Binding.Namespace.Length > 0)
            .GroupBy(role => role.Binding.Namespace, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
        Namespaces = [.. _byNamespace.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The namespaces in which RoleBindings give something, in order.</summary>
    public ImmutableArray<string> Namespaces { get; }

    /// <summary>What a view gives somebody.</summary>
    public static Rights Of(ClusterView view, Author author) => Of(Roles.Of(view), Bindings.Of(view), author);

    /// <summary>What a view gives somebody everywhere and in some namespaces; what others give is left out.</summary>
    public static Rights Of(ClusterView view, Author author, ImmutableArray<string> namespaces) =>
        Of(Roles.Of(view), Bindings.Of(view).Of(author).Where(binding => binding.Namespace.Length == 0 || namespaces.Contains(binding.Namespace, StringComparer.Ordinal)));

    /// <summary>What roles and bindings give somebody.</summary>
    public static Rights Of(Roles roles, Bindings bindings, Author author) => Of(roles, bindings.Of(author));

    private static Rights Of(Roles roles, IEnumerable<Binding> bindings) => new([.. bindings
        .Select(binding => (Binding: binding, Role: roles.Find(binding.Role, binding.Namespace)))
        .Where(held => held.Role is not null)
        .Select(held => new HeldRole(held.Binding, held.Role!))]);

    /// <summary>The roles that hold in a namespace, those given everywhere first; only these when it is empty.</summary>
    public IEnumerable<HeldRole> HeldIn(string ns) => ns.Length == 0 ? _everywhere : _everywhere.Concat(GivenIn(ns));

    /// <summary>The roles given by the RoleBindings of a namespace, or by ClusterRoleBindings when it is empty.</summary>
    public ImmutableArray<HeldRole> GivenIn(string ns) =>
        ns.Length == 0 ? _everywhere : _byNamespace.TryGetValue(ns, out var held) ? held : [];

    /// <summary>All that holds in a namespace, what holds everywhere included; only that when the namespace is empty.</summary>
    public Capability In(string ns) =>
        Capability.Of([.. HeldIn(ns).Select(role => role.Capability)]);

    /// <summary>
    /// What the API server counts as held when somebody writes a role or a binding in a namespace. There alone the URLs
    /// of a ClusterRole bound by a RoleBinding count: it compares rules, and asks for no URL.
    /// </summary>
    public Capability HeldForGrantingIn(string ns) =>
        Capability.Of([.. HeldIn(ns).Select(role => role.Role.Everything)]);
}
