// SafeCapability/namespace-leaves-profile
//
// Nobody takes a namespace out of a profile that enforces rules there, unless they may change that profile.
//
// Profiles select namespaces by labels, and whoever runs a namespace can often write its labels. Without this rule one
// label would be enough to be judged by nothing: an exception that nobody granted.
//
// Fields read: the labels of a Namespace before and after, also where they are written through `namespaces/status` and
// `namespaces/finalize`, which store them too; the SafetyProfiles; and what the author may do. Allowed are labels under which
// everything enforced so far is still enforced, and authors who may `update` or `patch` the profile. The rule always denies,
// whatever profiles and exceptions say: they are what it guards.
using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Rules.SafeCapability;

/// <summary>A label does not exempt a namespace.</summary>
public sealed class NamespaceLeavesProfile : IRule
{
    // A profile may enforce every rule there is; a message names a few.
    private const int MostNamed = 5;

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeCapability/namespace-leaves-profile",
        Title = "nobody takes a namespace out of an enforcing profile by its labels, unless they may change the profile",
        Why = "profiles select namespaces by labels; whoever may write the labels of a namespace could exempt it from every rule",
        Reads = "the labels of a Namespace before and after, the SafetyProfiles, and what the author may do; the witness names the profile and the rules that would no longer be enforced",
        Allows = "labels under which what was enforced is still enforced, and authors who may `update` or `patch` the profile; keep the labels it selects by",
        Scopes = [new("", "Namespace", [Operation.Update], "*")],
        Severity = Severity.Error,
        Theorem = null,
        NeedsAuthor = true,
        NeedsKinds = [.. RbacKinds.All, SafetyProfile.GroupKind],
        AlwaysEnforced = true,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        if (change is not { Before: { } before, After: { } after, Author: { IsMaster: false } author })
        {
            yield break;
        }

        var (was, becomes) = (Labels(before), Labels(after));
        var profiles = ProfilesInForce.Of(view);
        var left = profiles.Where(p => p.Namespaces is { } selector && selector.Matches(was) && !selector.Matches(becomes)).ToArray();
        foreach (var profile in left)
        {
            var rules = ProfilesInForce.Enforced(profile).Where(id => !IsStillEnforced(id, profile, profiles, becomes)).ToImmutableArray();
            if (!rules.IsEmpty && !MayChange(view, author, profile.Name))
            {
                yield return About(after, profile, rules, author);
            }
        }
    }

    private static ManifestNode Labels(Manifest ns) => NamespaceLabels.Named(ns.Name, ns.Root.At("metadata", "labels"));

    private static bool IsStillEnforced(string rule, SafetyProfile left, IReadOnlyList<SafetyProfile> profiles, ManifestNode labels) => profiles.Any(other =>
        other.ModeOf(rule) == Mode.Enforce
        && (other.Namespaces is null || other.Namespaces.Matches(labels))
        && (other.Kinds.IsEmpty || (!left.Kinds.IsEmpty && left.Kinds.All(kind => other.Kinds.Contains(kind, StringComparer.Ordinal)))));

    private static bool MayChange(ClusterView view, Author author, string profile)
    {
        var held = Rights.Of(view, author).In("");
        bool May(string verb) => held.Allows(Access.OnResource(verb, SafetyProfile.GroupKind.Group, "safetyprofiles", profile));
        return May("update") || May("patch");
    }

    private Finding About(Manifest ns, SafetyProfile profile, ImmutableArray<string> rules, Author author) => new()
    {
        Severity = Card.Severity,
        Reason = "namespace leaves a profile",
        Detail = $"profile `{profile.Name}` would no longer enforce {Words(rules)} in namespace `{ns.Name}`, and `{author.Name}` may not change that profile",
        Path = "metadata.labels",
        At = ns.Root.At("metadata", "labels"),
        Key = profile.Name,
        Witness = ManifestNode.Object(
            ("profile", ManifestNode.Of(profile.Name)),
            ("selects", ManifestNode.Array([.. profile.Namespaces!.Asks.Distinct(StringComparer.Ordinal).Select(text => ManifestNode.Of(text))])),
            ("rules", ManifestNode.Array([.. rules.Select(text => ManifestNode.Of(text))]))),
        Fix = $"keep the labels that `{profile.Name}` selects by, or let somebody who may update it make the change",
    };

    private static string Words(ImmutableArray<string> rules) =>
        string.Join(", ", rules.Take(MostNamed).Select(id => $"`{id}`")) + (rules.Length > MostNamed ? $" and {rules.Length - MostNamed} more rules" : "");
}
