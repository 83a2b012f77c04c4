using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests;

/// <summary>How findings, modes, knowledge and the ratchet make a verdict.</summary>
public sealed class JudgeTests
{
    private static readonly Judge Judge = new(new RuleBook([new TestRule()]));

    [Fact]
    public void Denies_what_a_rule_finds()
    {
        var verdict = Judge.Decide(Change.Create(TestRule.Thing("a", "x", "y")), ClusterView.Empty, Policies.Strict);
        Assert.Equal(Outcome.Denied, verdict.Outcome);
        Assert.Equal(["spec.bad[0]", "spec.bad[1]"], verdict.Findings.Select(f => f.Path));
        Assert.All(verdict.Findings, f => Assert.Equal(("SafeTest/bad-names", Effect.Deny, "Thing a/thing"), (f.Rule, f.Effect, f.Object.ToString())));
    }

    [Theory]
    [InlineData(Mode.Enforce, "x", Effect.Deny, Outcome.Denied)]
    [InlineData(Mode.Enforce, "mild", Effect.Warn, Outcome.Allowed)]
    [InlineData(Mode.Warn, "x", Effect.Warn, Outcome.Allowed)]
    [InlineData(Mode.Audit, "x", Effect.Audit, Outcome.Allowed)]
    public void Lets_the_mode_decide_what_a_finding_does(Mode mode, string name, Effect effect, Outcome outcome)
    {
        var verdict = Judge.Decide(Change.Create(TestRule.Thing("a", name)), ClusterView.Empty, Policies.From(mode, [], Judge.Book));
        Assert.Equal((effect, outcome), (Assert.Single(verdict.Findings).Effect, verdict.Outcome));
    }

    [Fact]
    public void Does_not_run_a_rule_that_is_off() =>
        Assert.Empty(Judge.Decide(Change.Create(TestRule.Thing("a", "x")), ClusterView.Empty, Policies.From(Mode.Off, [], Judge.Book)).Findings);

    [Theory]
    [InlineData(new[] { "x" }, new[] { "x" }, Outcome.Allowed)]
    [InlineData(new[] { "x", "y" }, new[] { "y" }, Outcome.Allowed)]
    [InlineData(new[] { "x" }, new[] { "x", "y" }, Outcome.Denied)]
    [InlineData(new string[0], new[] { "x" }, Outcome.Denied)]
    public void Denies_an_update_only_for_what_is_new(string[] before, string[] after, Outcome outcome)
    {
        var change = new Change(Operation.Update, TestRule.Thing("a", before), TestRule.Thing("a", after));
        var verdict = Judge.Decide(change, ClusterView.Empty, Policies.Strict);
        Assert.Equal(outcome, verdict.Outcome);
        Assert.All(verdict.Findings, f => Assert.Equal(before.Contains(f.Witness.Text) ? Effect.Existing : Effect.Deny, f.Effect));
    }

    [Theory]
    [InlineData(Operation.Delete, "a", Mode.Enforce, Effect.Warn)]
    [InlineData(Operation.Delete, "a", Mode.Audit, Effect.Audit)]
    [InlineData(Operation.Create, "a", Mode.Enforce, Effect.Deny)]
    [InlineData(Operation.Delete, "b", Mode.Enforce, Effect.Deny)]
    [InlineData(Operation.Delete, "unknown", Mode.Enforce, Effect.Deny)]
    [InlineData(Operation.Delete, "", Mode.Enforce, Effect.Deny)]
    public void Keeps_nothing_in_a_namespace_that_is_being_deleted(Operation operation, string ns, Mode mode, Effect effect)
    {
        var view = ClusterView.Of([Namespace("a", ("deletionTimestamp", ManifestNode.Of("2026-01-01T00:00:00Z"))), Namespace("b")]);
        var thing = TestRule.Thing(ns, "x");
        var change = new Change(operation, operation == Operation.Delete ? thing : null, operation == Operation.Delete ? null : thing);
        Assert.Equal(effect, Assert.Single(Judge.Decide(change, view, Policies.From(mode, [], Judge.Book)).Findings).Effect);
    }

    [Theory]
    [InlineData("system:serviceaccount:kube-system:generic-garbage-collector", "gone", Effect.Warn)]
    [InlineData("system:serviceaccount:kube-system:generic-garbage-collector", "going", Effect.Warn)]
    [InlineData("system:kube-controller-manager", "gone", Effect.Warn)]
    [InlineData("system:serviceaccount:kube-system:generic-garbage-collector", "staying", Effect.Deny)]
    [InlineData("system:serviceaccount:kube-system:generic-garbage-collector", "gone staying", Effect.Deny)]
    [InlineData("system:serviceaccount:kube-system:generic-garbage-collector", "", Effect.Deny)]
    [InlineData("system:serviceaccount:default:generic-garbage-collector", "gone", Effect.Deny)]
    [InlineData("jane", "gone", Effect.Deny)]
    public void Keeps_nothing_that_the_garbage_collector_deletes_after_its_owners(string author, string owners, Effect effect)
    {
        ManifestNode Owner(string name) => ManifestNode.Object(("apiVersion", ManifestNode.Of("v1")), ("kind", ManifestNode.Of("Namespace")), ("name", ManifestNode.Of(name)), ("uid", ManifestNode.Of($"uid-{name}")));
        var view = ClusterView.Of([Namespace("staying"), Namespace("going", ("deletionTimestamp", ManifestNode.Of("2026-01-01T00:00:00Z")))]);
        var owned = TestRule.Thing("a", "x");
        var metadata = ManifestNode.Object([.. owned.Root["metadata"]!.Members, new("ownerReferences", ManifestNode.Array([.. owners.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Owner)]))]);
        owned = new(ManifestNode.Object([.. owned.Root.Members.Where(m => m.Name != "metadata"), new("metadata", metadata)]));
        var change = new Change(Operation.Delete, owned, null) { Author = Author.Named(author, []) };
        Assert.Equal(effect, Assert.Single(Judge.Decide(change, view, Policies.Strict).Findings).Effect);
    }

    [Fact]
    public void Says_which_rule_lacked_an_author()
    {
        var judge = new Judge(new RuleBook([new TestRule { Card = TestRule.CardOf("SafeTest/bad-names") with { NeedsAuthor = true } }]));
        var verdict = judge.Decide(Change.Create(TestRule.Thing("a", "x")), ClusterView.Empty, Policies.Strict);
        Assert.Equal(Outcome.Allowed, verdict.Outcome);
        Assert.Equal("SafeTest/bad-names", Assert.Single(verdict.NotJudged).Rule);
    }

    [Theory]
    [InlineData(Mode.Enforce, Outcome.CouldNotTell)]
    [InlineData(Mode.Warn, Outcome.Allowed)]
    public void Cannot_tell_while_the_view_is_still_being_read(Mode mode, Outcome outcome)
    {
        var pods = new GroupKind("", "Pod");
        var judge = new Judge(new RuleBook([new TestRule { Card = TestRule.CardOf("SafeTest/bad-names") with { NeedsKinds = [pods] } }]));
        var verdict = judge.Decide(Change.Create(TestRule.Thing("a", "x")), ClusterView.Empty.Pending([pods]), Policies.From(mode, [], judge.Book));
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Single(verdict.NotJudged);
    }

    [Fact]
    public void Points_at_the_line_of_the_node()
    {
        var bad = ManifestNode.Of("x", new Place(7, 5));
        var thing = TestRule.Thing("a") with { File = "thing.yaml" };
        var placed = thing with { Root = ManifestNode.Object([.. thing.Root.Members.Where(m => m.Name != "spec"), new("spec", ManifestNode.Object(("bad", ManifestNode.Array([bad]))))]) };
        var finding = Assert.Single(Judge.Decide(Change.Create(placed), ClusterView.Empty, Policies.Strict).Findings);
        Assert.Equal(new SourcePlace("thing.yaml", 7, 5), finding.Place);
    }

    [Fact]
    public void Gives_another_digest_to_other_rules_and_other_policies()
    {
        var other = new Judge(new RuleBook([new TestRule { Card = TestRule.CardOf("SafeTest/other") }]));
        Assert.Equal(Judge.RuleSet(Policies.Strict), Judge.RuleSet(Policies.Strict));
        Assert.NotEqual(Judge.RuleSet(Policies.Strict), Judge.RuleSet(Policies.WarnOnly));
        Assert.NotEqual(Judge.RuleSet(Policies.Strict), other.RuleSet(Policies.Strict));
    }

    private static Manifest Namespace(string name, params (string Name, ManifestNode? Value)[] more) => new(ManifestNode.Object(
        ("apiVersion", ManifestNode.Of("v1")),
        ("kind", ManifestNode.Of("Namespace")),
        ("metadata", ManifestNode.Object([("name", ManifestNode.Of(name)), .. more]))));
}
