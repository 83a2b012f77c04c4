// SafeSchema/policy-object
//
// A policy of this product must say something that can be carried out.
//
// The schema of a policy's kind lets the API server refuse most mistakes. What it cannot know is refused here: a profile or
// exception that names a rule that does not exist, a selector that selects nothing, a time that is none. A policy with such a
// mistake would be left out as a whole, and whoever wrote it would believe that it holds.
//
// Fields read: the spec of every kind of safety.poly-k8s.io. Allowed is what the kind's documentation says. The rule always
// denies, whatever profiles and exceptions say: they are what it looks at.
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine.Rules.SafeSchema;

/// <summary>Policies parse.</summary>
public sealed class PolicyObject : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeSchema/policy-object",
        Title = "a policy of safety.poly-k8s.io can be carried out",
        Why = "A policy with a mistake is left out as a whole, and whoever wrote it believes that it holds.",
        Reads = "The spec of every kind of safety.poly-k8s.io. The witness is the value that is wrong.",
        Allows = "Policies that name existing rules and well-formed selectors, times and modes. Mend the field that the finding names.",
        Scopes = [RuleScope.Writes("safety.poly-k8s.io", "*")],
        Severity = Severity.Error,
        Theorem = null,
        AlwaysEnforced = true,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view) =>
        change.After is { } policy && PolicyKinds.Of(policy) is { } kind ? kind.Faults(policy, RuleBook.All).Select(About) : [];

    private Finding About(PolicyFault fault) => new()
    {
        Severity = Card.Severity,
        Reason = "broken policy",
        Detail = fault.Problem,
        Path = fault.Path,
        Witness = ManifestNode.Object(("value", fault.At)),
        Fix = "mend this field; until then the policy is not in use",
        At = fault.At,
        Key = $"{fault.Path} {fault.Problem}",
    };
}
