namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>Verdicts on roles and bindings that a fixture cannot show: objects beside one another, garbage collection, hostile input.</summary>
public sealed class EscalationVerdictTests
{
    private const string Rule = "SafeCapability/privilege-escalation";
    private const string Secrets = """[{apiGroups: [""], resources: [secrets], verbs: [get]}]""";
    private const string Pods = """[{apiGroups: [""], resources: [pods], verbs: [get]}]""";

    private static readonly Author Alice = Author.Named("alice", []);

    private static readonly ClusterView AliceReadsPods = ClusterView.Of(
    [
        RbacObjects.Role("team-a", "pod-reader", Pods),
        RbacObjects.Binding("team-a", "alice", "Role", "pod-reader", "{kind: User, name: alice}"),
    ]);

    [Theory]
    [InlineData(Pods, Outcome.Allowed)]
    [InlineData(Secrets, Outcome.Denied)]
    public void Takes_the_role_of_a_binding_from_the_same_request(string rules, Outcome outcome)
    {
        var binding = RbacObjects.Binding("team-a", "bob", "Role", "new", "{kind: User, name: bob}");
        var change = Change.Create(binding, Alice) with { Beside = [RbacObjects.Role("team-a", "new", rules)] };
        Assert.Equal(outcome, Decide(change, AliceReadsPods).Outcome);
    }

    [Fact]
    public void Gives_an_author_nothing_by_bindings_of_the_same_request()
    {
        var change = Change.Create(RbacObjects.Role("team-a", "new", Secrets), Alice) with
        {
            Beside = [RbacObjects.Role("team-a", "mine", Secrets), RbacObjects.Binding("team-a", "mine", "Role", "mine", "{kind: User, name: alice}")],
        };
        Assert.Equal(Outcome.Denied, Decide(change, AliceReadsPods).Outcome);
    }

    [Theory]
    [InlineData("finalizers: [a/b]", Outcome.Allowed)]
    [InlineData("ownerReferences: []", Outcome.Allowed)]
    [InlineData("managedFields: [], resourceVersion: '9', generation: 2", Outcome.Allowed)]
    [InlineData("labels: {a: b}", Outcome.Denied)]
    [InlineData("annotations: {a: b}", Outcome.Denied)]
    public void Judges_an_update_anew_unless_only_garbage_collection_wrote(string metadata, Outcome outcome)
    {
        var before = RbacObjects.Role("team-a", "strong", Secrets);
        var after = RbacObjects.One($$"""
            kind: Role
            apiVersion: rbac.authorization.k8s.io/v1
            rules: {{Secrets}}
            metadata: {namespace: team-a, name: strong, {{metadata}}}
            """);
        var verdict = Decide(new(Operation.Update, before, after) { Author = Alice }, AliceReadsPods);
        Assert.Equal(outcome, verdict.Outcome);
        Assert.Equal(outcome == Outcome.Denied, verdict.Findings.Any(f => f.Rule == Rule));
    }

    [Fact]
    public void Judges_an_update_that_only_takes_permissions_away()
    {
        var before = RbacObjects.Role("team-a", "strong", """[{apiGroups: [""], resources: [secrets], verbs: [get, list]}]""");
        var after = RbacObjects.Role("team-a", "strong", Secrets);
        Assert.Equal(Outcome.Denied, Decide(new(Operation.Update, before, after) { Author = Alice }, AliceReadsPods).Outcome);
    }

    [Fact]
    public void Needs_full_authority_for_a_role_of_more_permissions_than_can_be_compared()
    {
        var words = $"[{string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $"w{i}"))}]";
        var role = RbacObjects.Role("team-a", "huge", $"[{{apiGroups: {words}, resources: {words}, resourceNames: {words}, verbs: {words}}}]");
        var finding = Assert.Single(Decide(Change.Create(role, Alice), AliceReadsPods).Findings);
        Assert.Equal("grants too many permissions to compare", finding.Reason);
        var admin = AliceReadsPods.With(
        [
            RbacObjects.Role("", "cluster-admin", """[{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}, {nonResourceURLs: ["*"], verbs: ["*"]}]"""),
            RbacObjects.Binding("", "alice-admin", "ClusterRole", "cluster-admin", "{kind: User, name: alice}"),
        ]);
        Assert.Equal(Outcome.Allowed, Decide(Change.Create(role, Alice), admin).Outcome);
    }

    [Theory]
    [InlineData("rules: everything")]
    [InlineData("rules: [everything, 1, null, []]")]
    [InlineData("rules: [{verbs: get, apiGroups: {}, resources: [null, 1]}]")]
    [InlineData("rules: null\nroleRef: 7\nsubjects: {kind: User}")]
    [InlineData("aggregationRule: null")]
    public void Answers_objects_of_any_shape(string members)
    {
        foreach (var kind in new[] { "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding" })
        {
            var odd = RbacObjects.One($"apiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata: {{name: odd, namespace: team-a}}\n{members}\n");
            var view = AliceReadsPods.With([odd]);
            var verdict = Decide(Change.Create(odd, Alice), view);
            // An odd object may bind or grant nothing, which is a finding of its own; nothing else is said of it.
            var found = verdict.Findings.Select(finding => finding.Rule).Where(rule => rule.StartsWith("SafeCapability/", StringComparison.Ordinal));
            Assert.DoesNotContain(found, rule => rule != Rule && rule != "SafeCapability/inert-rule");
            Assert.DoesNotContain(verdict.NotJudged, missing => missing.Rule == Rule);
        }
    }

    [Fact]
    public void Says_that_it_cannot_judge_without_an_author_or_a_cluster()
    {
        var role = RbacObjects.Role("team-a", "new", Secrets);
        Assert.Contains(Decide(Change.Create(role), AliceReadsPods).NotJudged, missing => missing.Rule == Rule);
        Assert.Contains(Decide(Change.Create(role, Alice), ClusterView.NotGiven).NotJudged, missing => missing.Rule == Rule);
    }

    private static Verdict Decide(Change change, ClusterView view) => Judge.OfAllRules.Decide(change, view, Policies.Strict);
}
