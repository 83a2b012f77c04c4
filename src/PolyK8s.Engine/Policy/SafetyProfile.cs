using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Policy;

/// <summary>Which rules run in which mode for which namespaces and kinds: <c>SafetyProfile</c> of safety.poly-k8s.io/v1alpha1.</summary>
/// <param name="Name">The profile's name.</param>
/// <param name="Namespaces">The namespaces it applies to, by label; null for all and for cluster-scoped objects.</param>
/// <param name="Kinds">The kinds it applies to, <c>Deployment</c> or <c>Deployment.apps</c>; empty for all.</param>
/// <param name="Rules">The modes.</param>
public sealed record SafetyProfile(string Name, LabelSelector? Namespaces, ImmutableArray<string> Kinds, ImmutableArray<ProfileRule> Rules)
{
    /// <summary>The kind in the API.</summary>
    public static readonly GroupKind GroupKind = new("safety.poly-k8s.io", "SafetyProfile");

    /// <summary>Whether the profile speaks about an object.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="ns">The object's namespace; empty for a cluster-scoped object.</param>
    /// <param name="namespaceLabels">The labels of that namespace; null when there are none or it is not known.</param>
    public bool AppliesTo(GroupKind kind, string ns, ManifestNode? namespaceLabels) =>
        (Kinds.IsEmpty || Kinds.Contains(kind.Kind) || Kinds.Contains(kind.ToString()))
        && (Namespaces is null || (ns.Length > 0 && Namespaces.Matches(namespaceLabels)));

    /// <summary>The strictest mode the profile gives a rule; null if it does not name the rule.</summary>
    public Mode? ModeOf(string ruleId)
    {
        Mode? strictest = null;
        foreach (var entry in Rules)
        {
            if (entry.Rules.Any(pattern => RulePattern.Names(pattern, ruleId)) && (strictest is null || entry.Mode > strictest))
            {
                strictest = entry.Mode;
            }
        }

        return strictest;
    }
}
