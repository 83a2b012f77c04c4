using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests;

/// <summary>What an exception does to a verdict, and who can make one.</summary>
/// <remarks>T-48: an exception holds in its own namespace, for what it names, until it expires. T-43: nothing an author writes into a workload excuses it.</remarks>
public sealed class ExceptionTests
{
    private const string Rule = "SafeCapability/workload-exceeds-author";
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Judge Judge = new(new RuleBook([new TestRule { Card = TestRule.CardOf(Rule) }]));

    [Fact]
    public void The_rule_still_runs_and_says_that_it_would_deny()
    {
        var verdict = Decide(Exception("shop", "thing", "2027-02-01T00:00:00Z"));
        Assert.Equal(Outcome.Allowed, verdict.Outcome);
        var finding = Assert.Single(verdict.Findings);
        Assert.Equal(Effect.Excepted, finding.Effect);
        Assert.StartsWith("excepted (would deny) by `shop/moving` until 2027-02-01T00:00:00Z: ", finding.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bank", "thing", "2027-02-01T00:00:00Z")]
    [InlineData("shop", "other", "2027-02-01T00:00:00Z")]
    [InlineData("shop", "thing", "2027-01-01T00:00:00Z")]
    [InlineData("shop", "thing", "2026-12-31T23:59:59Z")]
    [InlineData("shop", "*", "2027-02-01T00:00:00Z")]
    [InlineData("shop", "thing", "some day")]
    public void It_does_not_hold_elsewhere_or_later_or_when_it_is_broken(string ns, string name, string ends) =>
        Assert.Equal(Outcome.Denied, Decide(Exception(ns, name, ends)).Outcome);

    [Fact]
    public void It_does_not_hold_where_nobody_knows_the_time() =>
        Assert.Equal(Outcome.Denied, Judge.Decide(Change.Create(TestRule.Thing("shop", "x")), ClusterView.Of([Exception("shop", "thing", "2027-02-01T00:00:00Z")]), Policies.Strict).Outcome);

    [Fact]
    public void It_does_not_hold_for_an_object_of_no_namespace() =>
        Assert.Equal(Outcome.Denied, Judge.Decide(Change.Create(TestRule.Thing("", "x")) with { At = Now }, ClusterView.Of([Exception("", "thing", "2027-02-01T00:00:00Z")]), Policies.Strict).Outcome);

    [Theory]
    [InlineData("labels")]
    [InlineData("annotations")]
    [InlineData("finalizers")]
    [InlineData("ownerReferences")]
    public void Nobody_exempts_himself_by_what_he_writes_into_the_object(string field)
    {
        var thing = TestRule.Thing("shop", "x").Root;
        var word = field is "labels" or "annotations"
            ? ManifestNode.Object(("safety.poly-k8s.io/exception", ManifestNode.Of("true")), ("safety.poly-k8s.io/mode", ManifestNode.Of("Off")), ("admission.gatekeeper.sh/ignore", ManifestNode.Of("true")))
            : ManifestNode.Array(["safety.poly-k8s.io/ignore"]);
        var metadata = ManifestNode.Object([.. thing["metadata"]!.Members, new(field, word), new("deletionTimestamp", ManifestNode.Of("2027-01-01T00:00:00Z"))]);
        var subject = new Manifest(ManifestNode.Object([.. thing.Members.Where(m => m.Name != "metadata"), new("metadata", metadata)]));
        Assert.Equal(Outcome.Denied, Judge.Decide(Change.Create(subject) with { At = Now }, ClusterView.Empty, Policies.Strict).Outcome);
    }

    [Fact]
    public void An_exception_beside_the_object_in_one_request_does_not_hold_before_it_is_stored()
    {
        var exception = Exception("shop", "thing", "2027-02-01T00:00:00Z");
        var change = Change.Create(TestRule.Thing("shop", "x")) with { At = Now, Beside = [exception] };
        Assert.Equal(Outcome.Denied, Judge.Decide(change, ClusterView.Empty, Policies.Strict).Outcome);
    }

    [Fact]
    public void No_profile_and_no_exception_turns_off_that_policies_must_parse()
    {
        var broken = Exception("shop", "*", "2027-02-01T00:00:00Z");
        var forIt = Read("""
            {apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyException, metadata: {name: all, namespace: shop},
             spec: {rules: ["SafeSchema/*"], objects: [{kinds: [SafetyException], names: [moving]}], reason: none, expiresAt: "2027-02-01T00:00:00Z"}}
            """);
        var off = Read("{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyProfile, metadata: {name: silent}, spec: {rules: [{rules: ['*'], mode: \"Off\"}]}}");
        var policies = Policies.From(Mode.Warn, [off], RuleBook.All);
        Assert.Empty(policies.Faults);
        Assert.Equal(Outcome.Denied, Engine.Judge.OfAllRules.Decide(Change.Create(broken) with { At = Now }, ClusterView.Of([forIt, off]), policies).Outcome);
    }

    private static Manifest Read(string yaml) => ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes($"---\n{yaml}"), "p.yaml").Manifests.Single();

    private static Verdict Decide(Manifest exception) =>
        Judge.Decide(Change.Create(TestRule.Thing("shop", "x")) with { At = Now }, ClusterView.Of([exception]), Policies.Strict);

    private static Manifest Exception(string ns, string name, string ends) => new(ManifestNode.Object(
        ("apiVersion", ManifestNode.Of("safety.poly-k8s.io/v1alpha1")),
        ("kind", ManifestNode.Of("SafetyException")),
        ("metadata", ManifestNode.Object(("name", ManifestNode.Of("moving")), ("namespace", ns.Length == 0 ? null : ManifestNode.Of(ns)))),
        ("spec", ManifestNode.Object(
            ("rules", ManifestNode.Array([Rule])),
            ("objects", ManifestNode.Array([ManifestNode.Object(("kinds", ManifestNode.Array(["Thing"])), ("names", ManifestNode.Array([name])))])),
            ("reason", ManifestNode.Of("moves")),
            ("expiresAt", ManifestNode.Of(ends))))));
}
