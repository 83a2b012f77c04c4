using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>Whose rights a change of roles and bindings may have changed.</summary>
internal sealed class Touched
{
    private readonly HashSet<Power> _powers = [];
    private readonly HashSet<string> _roles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);

    /// <summary>Whether a group is touched that everybody may be in.</summary>
    public bool Everybody { get; private set; }

    /// <summary>Whoever is touched by some changes.</summary>
    public static Touched By(ImmutableArray<ObjectDelta> deltas, ClusterView view)
    {
        var touched = new Touched();
        foreach (var manifest in deltas.SelectMany(delta => new[] { delta.Before, delta.After }).OfType<Manifest>())
        {
            if (manifest.Kind.EndsWith("Binding", StringComparison.Ordinal))
            {
                touched.Add(Binding.From(manifest));
            }
            else
            {
                touched.AddRole(manifest, view);
            }
        }

        return touched;
    }

    /// <summary>Those of some powers that are touched; all of them are looked through only for what is not named.</summary>
    public IEnumerable<Power> Among(ImmutableDictionary<Power, Outgoing> known) =>
        _namespaces.Count == 0 && _roles.Count == 0 ? _powers : [.. _powers, .. known.Keys.Where(Contains)];

    private bool Contains(Power power) =>
        (power.Kind == PowerKind.Account && _namespaces.Contains(power.Namespace))
        || (power.Kind == PowerKind.Holder && _roles.Contains(power.Name));

    private void Add(Binding binding)
    {
        foreach (var user in binding.Users)
        {
            _powers.Add(Power.Of(Subject.User(user)));
        }

        foreach (var group in binding.Groups)
        {
            _powers.Add(Power.Of(Subject.Group(group)));
            if (group.StartsWith("system:serviceaccounts:", StringComparison.Ordinal))
            {
                _namespaces.Add(group["system:serviceaccounts:".Length..]);
            }

            Everybody |= group is "system:authenticated" or "system:unauthenticated" or "system:serviceaccounts";
        }
    }

    private void AddRole(Manifest role, ClusterView view)
    {
        // In files an aggregate has no rules of its own: it may gather this role, or may have until now.
        IEnumerable<string> names = role.Kind == RbacKinds.ClusterRole.Kind ? Roles.Of(view).Aggregates.Add(role.Name) : [role.Name];
        foreach (var reference in names.Select(name => new RoleReference(RbacKinds.Group, role.Kind, name)))
        {
            _roles.Add($"{reference.Kind} {reference.Name}");
            foreach (var binding in Bindings.Of(view).To(reference, role.Kind == RbacKinds.Role.Kind ? role.Namespace : ""))
            {
                Add(binding);
            }
        }
    }
}
