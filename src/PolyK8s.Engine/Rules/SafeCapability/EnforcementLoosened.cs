// SafeCapability/enforcement-loosened
//
// Says so when what is enforced in a cluster becomes less.
//
// Whoever may write SafetyProfiles, or delete the definition of a policy's kind, decides what is enforced: RBAC grants that on
// purpose. A change that takes enforcement away should be seen by its author, in the audit log and in the metrics, and not
// only by the first workload that passes.
//
// Fields read: the spec of a SafetyProfile before and after, the group of a CustomResourceDefinition that is deleted, and the
// kind of a policy that is. (What a NetworkZone no longer promises is said by SafePolicy/zone-loosened.)
// Allowed without a word are changes after which every rule that was enforced is enforced for at least the same namespaces and
// kinds. The rule warns; it never denies, or nobody could take the product away again.
using System.Collections.Frozen;
using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Rules.SafeCapability;

/// <summary>Less enforcement is said aloud.</summary>
public sealed class EnforcementLoosened : IRule
{
    private const string Definitions = "apiextensions.k8s.io";

    // What goes with each kind of policy that holds something.
    private static readonly FrozenDictionary<string, string> Holding = new Dictionary<string, string>
    {
        ["CapabilityCeiling"] = "nobody is held to it from now on",
        ["RolloutGuard"] = "no rollout waits for it from now on",
        ["SchemaConstraint"] = "neither its schema nor its defaults hold from now on",
    }.ToFrozenDictionary();

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeCapability/enforcement-loosened",
        Title = "a change after which less is enforced is said aloud",
        Why = "a profile that stops enforcing, or a policy kind that goes with all its objects, is otherwise noticed by the first workload that passes",
        Reads = "the spec of a SafetyProfile before and after, the group of a deleted CustomResourceDefinition, and the kind of a deleted policy; the witness lists the rules that are enforced less, or has the kind",
        Allows = "changes after which every enforced rule is enforced for at least the same namespaces and kinds; if less is meant, nothing has to be done",
        Scopes =
        [
            new(SafetyProfile.GroupKind.Group, SafetyProfile.GroupKind.Kind, [Operation.Update, Operation.Delete]),
            new(Definitions, "CustomResourceDefinition", [Operation.Delete]),
            .. Holding.Keys.Select(kind => new RuleScope(SafetyProfile.GroupKind.Group, kind, [Operation.Delete])),
        ],
        Severity = Severity.Warning,
        Theorem = null,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view) => change switch
    {
        { Operation: Operation.Delete, Before: { Group: Definitions } definition } =>
            definition.Root.TextAt("spec", "group") == SafetyProfile.GroupKind.Group ? [OfDefinition(definition)] : [],
        { Operation: Operation.Delete, Before: { } gone } when Holding.TryGetValue(gone.Kind, out var held) => [OfPolicy(gone, held)],
        { Before: { } before } when ProfilesInForce.Of(before) is { } was => Loosened(was, ProfilesInForce.Of(change.After)) is { IsEmpty: false } rules ? [OfProfile(before, rules)] : [],
        _ => [],
    };

    private static ImmutableArray<string> Loosened(SafetyProfile was, SafetyProfile? becomes)
    {
        var covers = becomes is not null && Covers(becomes.Namespaces, was.Namespaces) && (becomes.Kinds.IsEmpty || (!was.Kinds.IsEmpty && was.Kinds.All(becomes.Kinds.Contains)));
        return [.. ProfilesInForce.Enforced(was).Where(id => !covers || becomes!.ModeOf(id) != Mode.Enforce)];
    }

    private static bool Covers(LabelSelector? wider, LabelSelector? narrower) => wider is null || (narrower is not null && wider.IsImpliedBy(narrower));

    private Finding OfProfile(Manifest profile, ImmutableArray<string> rules) => new()
    {
        Severity = Card.Severity,
        Reason = "less is enforced",
        Detail = $"profile `{profile.Name}` no longer enforces {(rules.Length == 1 ? $"`{rules[0]}`" : $"{rules.Length} rules")} wherever it did",
        Path = "spec",
        Key = string.Join(' ', rules),
        Witness = ManifestNode.Object(("rules", ManifestNode.Array([.. rules.Select(text => ManifestNode.Of(text))]))),
        Fix = "if that is not meant, keep the mode `Enforce` and the selector as they were",
    };

    private Finding OfPolicy(Manifest policy, string held) => new()
    {
        Severity = Card.Severity,
        Reason = "less is enforced",
        Detail = $"the {policy.Kind} `{policy.Name}` is deleted: {held}",
        Path = "",
        Key = policy.Kind,
        Witness = ManifestNode.Object(("kind", ManifestNode.Of(policy.Kind))),
        Fix = "if that is not meant, do not delete it; a rule's mode is set to `Warn` or `Off` by a SafetyProfile",
    };

    private Finding OfDefinition(Manifest definition) => new()
    {
        Severity = Card.Severity,
        Reason = "less is enforced",
        Detail = $"with the definition `{definition.Name}` every `{definition.Root.TextAt("spec", "names", "kind")}` goes, and what they enforce",
        Path = "spec.names.kind",
        Key = definition.Name,
        Witness = ManifestNode.Object(("kind", ManifestNode.Of(definition.Root.TextAt("spec", "names", "kind") ?? ""))),
        Fix = "if that is not meant, do not delete it: policies are gone for good with their definition",
    };
}
