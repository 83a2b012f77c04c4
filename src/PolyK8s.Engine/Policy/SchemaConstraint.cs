using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Policy;

/// <summary>Extra schema and defaults for the kinds and namespaces it matches: <c>SchemaConstraint</c> of safety.poly-k8s.io/v1alpha1.</summary>
/// <param name="Name">The constraint's name.</param>
/// <param name="Kinds">The kinds it is for, <c>Deployment</c> or <c>Deployment.apps</c>; at least one.</param>
/// <param name="Namespaces">The namespaces it is for, by label; null for all and for cluster-scoped objects.</param>
/// <param name="Message">What to say to whoever violates it; empty for the violation alone.</param>
/// <param name="Schema">The extra schema; null for none.</param>
/// <param name="Defaults">The defaults.</param>
public sealed record SchemaConstraint(
    string Name, ImmutableArray<string> Kinds, LabelSelector? Namespaces, string Message, ExtraSchema? Schema, ImmutableArray<ConstraintDefault> Defaults)
{
    /// <summary>The kind in the API.</summary>
    public static readonly GroupKind GroupKind = new(ClusterView.PolicyGroup, "SchemaConstraint");

    /// <summary>Whether it is for a kind.</summary>
    public bool Names(GroupKind kind) => Kinds.Contains(kind.Kind) || Kinds.Contains(kind.ToString());

    /// <summary>Whether it is for the objects of a namespace.</summary>
    /// <param name="ns">The namespace; empty for a cluster-scoped object.</param>
    /// <param name="labels">Its labels.</param>
    public bool Selects(string ns, ManifestNode? labels) => Namespaces is null || (ns.Length > 0 && Namespaces.Matches(labels));
}

/// <summary>A schema beside that of a kind.</summary>
/// <param name="Table">The table it is in.</param>
/// <param name="Root">Its index.</param>
public sealed record ExtraSchema(SchemaTable Table, int Root);
