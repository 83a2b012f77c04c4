using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.References;

/// <summary>The parameters by which an admission policy is bound. Their kind is written in the policy, so that it takes a view to tell what is named.</summary>
/// <remarks>As <c>CollectParams</c> of k8s.io/apiserver (<c>admission/plugin/policy/generic</c>) looks them up.</remarks>
public static class PolicyParameters
{
    /// <summary>What a row of the catalogue has instead of a member that names the group.</summary>
    internal const string KindOfPolicy = "paramKind";

    private static readonly ImmutableArray<(GroupKind Of, EdgeRow Row)> Rows =
        [.. EdgeCatalogue.Rows.Where(r => r.To.Group == KindOfPolicy).Select(r => (EdgeCatalogue.KindOf(r.Of), r))];

    /// <summary>The parameters a binding names, at most one; none for other objects, and where they depend on the request's namespace.</summary>
    public static ImmutableArray<Reference> Of(Manifest binding, ClusterView view)
    {
        foreach (var (of, row) in Rows)
        {
            if (of.Kind == binding.Kind && of.Group == binding.Group && binding.Root.At("spec", "paramRef") is { } at && at[row.Name] is { Kind: NodeKind.String, Text.Length: > 0 } name && KindFor(binding, view) is { } kind && NamespaceFor(kind, at, name.Text, view) is { } ns)
            {
                return [new(row, new(kind, new(ns, name.Text)), row.Field, name, at.TextAt("parameterNotFoundAction") != "Allow", [])];
            }
        }

        return [];
    }

    /// <summary>The bindings of a view that name an object as their parameters, and how.</summary>
    internal static IEnumerable<(Manifest By, Reference How)> Naming(ClusterView view, ObjectKey target)
    {
        foreach (var binding in Rows.SelectMany(row => view.Of(row.Of).All))
        {
            foreach (var reference in Of(binding, view).Where(r => r.Target == target))
            {
                yield return (binding, reference);
            }
        }
    }

    private static GroupKind? KindFor(Manifest binding, ClusterView view)
    {
        var policy = view.Of(binding.Group, binding.Kind[..^"Binding".Length]).Find("", binding.Root.TextAt("spec", "policyName") ?? "");
        var (version, kind) = (policy?.Root.TextAt("spec", KindOfPolicy, "apiVersion") ?? "", policy?.Root.TextAt("spec", KindOfPolicy, "kind"));
        return kind is { Length: > 0 } ? new(version.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? version[..slash] : "", kind) : null;
    }

    private static string? NamespaceFor(GroupKind kind, ManifestNode at, string name, ClusterView view) =>
        at.TextAt("namespace") is { Length: > 0 } given ? given : IsOutsideNamespaces(kind, name, view) ? "" : null;

    private static bool IsOutsideNamespaces(GroupKind kind, string name, ClusterView view) =>
        ClusterScopedKinds.Contains(kind)
        || view.Of(kind).Find("", name) is not null
        || view.Of(CustomDefinition.Definition).All.Any(d => CustomDefinition.Defined(d) == kind && d.Root.TextAt("spec", "scope") == "Cluster");
}
