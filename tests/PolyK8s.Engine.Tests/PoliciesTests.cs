using System.Text;
using System.Text.Json;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests;

/// <summary>What SafetyProfiles make of modes, and what becomes of a profile that does not parse.</summary>
public sealed class PoliciesTests
{
    private static readonly RuleBook Book = new([new TestRule(), new TestRule { Card = TestRule.CardOf("SafeOther/rule") }]);
    private static readonly GroupKind Deployment = new("apps", "Deployment");

    [Fact]
    public void Takes_the_strictest_of_the_profiles_that_apply()
    {
        var policies = Policies.From(Mode.Off, [
            Profile("a", """{"rules":[{"rules":["SafeTest/*"],"mode":"Audit"}]}"""),
            Profile("b", """{"rules":[{"rules":["SafeTest/bad-names"],"mode":"Enforce"}],"match":{"kinds":["Deployment.apps"]}}""")], Book);
        Assert.Empty(policies.Faults);
        Assert.Equal(Mode.Enforce, policies.ModeOf("SafeTest/bad-names", Deployment, "x", null));
        Assert.Equal(Mode.Audit, policies.ModeOf("SafeTest/bad-names", new("", "Pod"), "x", null));
        Assert.Equal(Mode.Off, policies.ModeOf("SafeOther/rule", Deployment, "x", null));
    }

    [Fact]
    public void Lets_a_rule_be_milder_by_default_but_not_stricter_and_not_against_a_profile()
    {
        var card = TestRule.CardOf("SafeOther/rule") with { DefaultMode = Mode.Audit };
        var pod = new GroupKind("", "Pod");
        Assert.Equal(Mode.Audit, Policies.Strict.ModeOf(card, pod, "x", null));
        Assert.Equal(Mode.Warn, Policies.WarnOnly.ModeOf(card with { DefaultMode = Mode.Enforce }, pod, "x", null));
        Assert.Equal(Mode.Enforce, Policies.From(Mode.Warn, [Profile("a", """{"rules":[{"rules":["*"],"mode":"Enforce"}]}""")], Book).ModeOf(card, pod, "x", null));
    }

    [Fact]
    public void Selects_namespaces_by_label_and_then_leaves_cluster_scoped_objects_out()
    {
        var policies = Policies.From(Mode.Warn, [Profile("a", """
            {"rules":[{"rules":["*"],"mode":"Enforce"}],"match":{"namespaceSelector":{"matchExpressions":[{"key":"tier","operator":"NotIn","values":["dev"]}]}}}
            """)], Book);
        Assert.Equal(Mode.Enforce, policies.ModeOf("SafeOther/rule", Deployment, "x", Labels("prod")));
        Assert.Equal(Mode.Enforce, policies.ModeOf("SafeOther/rule", Deployment, "x", null));
        Assert.Equal(Mode.Warn, policies.ModeOf("SafeOther/rule", Deployment, "x", Labels("dev")));
        Assert.Equal(Mode.Warn, policies.ModeOf("SafeOther/rule", new("", "Namespace"), "", null));
    }

    [Theory]
    [InlineData("""{}""", "spec.rules: names no rule")]
    [InlineData("""{"rules":[{"rules":["SafeTset/*"],"mode":"Warn"}]}""", "spec.rules[0].rules[0]: `SafeTset/*` names no rule")]
    [InlineData("""{"rules":[{"rules":["*"],"mode":"enforce"}]}""", "spec.rules[0].mode: `enforce` is no mode")]
    [InlineData("""{"rules":[{"mode":"Warn"}]}""", "spec.rules[0].rules: names no rule")]
    public void Refuses_a_profile_that_does_not_parse_and_says_why(string spec, string problem)
    {
        var policies = Policies.From(Mode.Warn, [Profile("broken", spec)], Book);
        Assert.Contains(problem, Assert.Single(policies.Faults).Sentence, StringComparison.Ordinal);
        Assert.Equal(Mode.Warn, policies.ModeOf("SafeTest/bad-names", Deployment, "x", null));
    }

    [Fact]
    public void Has_another_digest_when_a_profile_changes()
    {
        var one = Policies.From(Mode.Warn, [Profile("a", """{"rules":[{"rules":["*"],"mode":"Warn"}]}""")], Book);
        var two = Policies.From(Mode.Warn, [Profile("a", """{"rules":[{"rules":["*"],"mode":"Enforce"}]}""")], Book);
        Assert.NotEqual(one.Digest, two.Digest);
    }

    private static ManifestNode Labels(string tier) => ManifestNode.Object(("tier", ManifestNode.Of(tier)));

    private static Manifest Profile(string name, string spec)
    {
        var text = $$"""{"apiVersion":"safety.poly-k8s.io/v1alpha1","kind":"SafetyProfile","metadata":{"name":"{{name}}"},"spec":{{spec}}}""";
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
        return new(ManifestNodeJson.From(document.RootElement));
    }
}

/// <summary>The mode of one rule for one object, as a review asks for it.</summary>
file static class Asked
{
    /// <summary>By the rule's card.</summary>
    public static Mode ModeOf(this Policies policies, RuleCard card, GroupKind kind, string ns, ManifestNode? labels) => policies.ModeOf(card, policies.About(kind, ns, labels));

    /// <summary>By its id; it has no default of its own.</summary>
    public static Mode ModeOf(this Policies policies, string ruleId, GroupKind kind, string ns, ManifestNode? labels) => policies.ModeOf(TestRule.CardOf(ruleId), kind, ns, labels);
}
