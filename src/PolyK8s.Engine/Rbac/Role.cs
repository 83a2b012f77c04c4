using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac;

/// <summary>A Role or ClusterRole with the rules it stands for.</summary>
/// <param name="Reference">How a binding refers to it.</param>
/// <param name="Namespace">The namespace of a Role; empty for a ClusterRole.</param>
/// <param name="Rules">Its rules; those of the roles it aggregates when it has none itself.</param>
public sealed record Role(RoleReference Reference, string Namespace, ImmutableArray<PolicyRule> Rules)
{
    private readonly Lazy<Capability> _everything = new(() => Capability.Of(Rules));
    private readonly Lazy<Capability> _withoutUrls = new(() => Capability.Of([.. Rules.Select(rule => rule.WithoutUrls())]));

    /// <summary>What the role grants through a ClusterRoleBinding.</summary>
    public Capability Everything => _everything.Value;

    /// <summary>What the role grants through a RoleBinding: requests for URLs have no namespace, so its URLs never count.</summary>
    public Capability InNamespace => _withoutUrls.Value;
}
