using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Rbac.Questions;
using PolyK8s.Engine.Rules.SafeCapability;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>Where work is bounded, nothing is left out without a word, and what fits is all found.</summary>
public sealed class BoundTests
{
    private const string Secrets = """[{apiGroups: [""], resources: [secrets], verbs: [get]}]""";
    private const string Exec = """[{apiGroups: [""], resources: [pods/exec], verbs: [create]}]""";

    private static readonly Manifest Ceiling = RbacObjects.One("""
        apiVersion: safety.poly-k8s.io/v1alpha1
        kind: CapabilityCeiling
        metadata: {name: shop}
        spec: {subjects: [{kind: ServiceAccount, namespace: shop}], never: {rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}]}}
        """);

    [Fact]
    public void Finds_the_last_of_many_subjects_of_a_ceiling()
    {
        var finding = Assert.Single(Judged(new Ceiling(), LastOfShop(), Shop(300)).Findings);
        Assert.Equal("breaks a ceiling", finding.Reason);
    }

    [Fact]
    public void Says_how_many_subjects_of_a_ceiling_it_left_out()
    {
        var finding = Assert.Single(Judged(new Ceiling { MostPowers = 20 }, LastOfShop(), Shop(300)).Findings);
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("280", finding.Witness["left"]!.Text);
    }

    [Fact]
    public void Reports_every_subject_of_a_binding_that_reaches_another()
    {
        Assert.Equal(60, Judged(new TokenOrExecReach(), Execs(60), Running).Findings.Length);
    }

    [Fact]
    public void Says_how_many_subjects_of_a_binding_it_left_out()
    {
        var findings = Judged(new TokenOrExecReach { MostCompared = 10 }, Execs(60), Running).Findings;
        Assert.Equal("reach not looked at whole", findings[^1].Reason);
        Assert.Equal(Severity.Info, findings[^1].Severity);
        Assert.Equal("55", findings[^1].Witness["left"]!.Text);
        Assert.Equal(6, findings.Length);
    }

    [Fact]
    public void Follows_hundreds_of_names()
    {
        var answer = EscalationAnswer.Of(Named(400), Author.Named("alice", []), Subject.Group(Author.Masters));
        Assert.Contains(answer.Reaches, r => r.Subject.Name == "strong");
        Assert.Empty(answer.Notes);
    }

    [Fact]
    public void Says_how_many_permissions_by_name_it_did_not_follow()
    {
        var note = Assert.Single(EscalationAnswer.Of(Named(6_000), Author.Named("alice", []), Subject.Group(Author.Masters)).Notes);
        Assert.Contains("2669 permissions for single objects were not followed", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Goes_into_the_last_of_many_groups_with_a_user_by_name()
    {
        var names = Listed(40, "n");
        var view = ClusterView.Of(
        [
            RbacObjects.Role("", "masks", $$"""[{apiGroups: [""], resources: [users, groups], verbs: [impersonate], resourceNames: {{names}}}]"""),
            RbacObjects.Binding("", "alice", "ClusterRole", "masks", "{kind: User, name: alice}"),
        ]);
        Assert.Contains(EscalationAnswer.Of(view, Author.Named("alice", []), Subject.Group(Author.Masters)).Reaches, r => r.Subject is { Kind: "Group", Name: "n39" });
    }

    [Fact]
    public void Goes_into_a_group_by_name_with_a_service_account_of_one_namespace()
    {
        var view = ClusterView.Of(
        [
            RbacObjects.Role("", "groups", """[{apiGroups: [""], resources: [groups], verbs: [impersonate], resourceNames: [devs]}]"""),
            RbacObjects.Role("shop", "accounts", """[{apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate], resourceNames: [bot]}]"""),
            RbacObjects.Binding("", "groups", "ClusterRole", "groups", "{kind: User, name: alice}"),
            RbacObjects.Binding("shop", "accounts", "Role", "accounts", "{kind: User, name: alice}"),
        ]);
        var answer = EscalationAnswer.Of(view, Author.Named("alice", []), Subject.Group("devs"));
        Assert.True(answer.Reached);
        Assert.Equal(2, answer.Hops[0].By.Length);
    }

    [Fact]
    public void Counts_the_holders_that_a_witness_does_not_list()
    {
        var bindings = Enumerable.Range(0, 60).Select(i => RbacObjects.Binding("shop", $"b{i}", "Role", "reader", $"{{kind: User, name: u{i}}}"));
        var change = new Change(Operation.Update, RbacObjects.Role("shop", "reader", Exec), RbacObjects.Role("shop", "reader", Secrets)) { Author = Author.Named("root", [Author.Masters]) };
        var finding = Assert.Single(Judged(new RoleEditFlows(), change, ClusterView.Of([change.Before!, .. bindings])).Findings);
        Assert.Equal(50, finding.Witness["holders"]!.Items.Length);
        Assert.Equal("10", finding.Witness["moreHolders"]!.Text);
    }

    private static ClusterView Running { get; } = ClusterView.Of(
    [
        RbacObjects.Role("shop", "exec", Exec),
        RbacObjects.Role("shop", "reader", Secrets),
        RbacObjects.Binding("shop", "strong", "Role", "reader", "{kind: ServiceAccount, name: strong, namespace: shop}"),
        RbacObjects.One("{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop}, spec: {serviceAccountName: strong, containers: [{name: c, image: i}]}}"),
    ]);

    private static Change Execs(int subjects) => Change.Create(
        RbacObjects.One($$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: all, namespace: shop}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: exec}
            subjects: [{{string.Join(", ", Enumerable.Range(0, subjects).Select(i => $"{{kind: User, name: u{i}}}"))}}]
            """),
        Author.Named("root", [Author.Masters]));

    private static ClusterView Shop(int accounts) => ClusterView.Of(
    [
        Ceiling,
        RbacObjects.Role("shop", "reader", Secrets),
        .. Enumerable.Range(0, accounts).Select(i => RbacObjects.One($"{{apiVersion: v1, kind: ServiceAccount, metadata: {{name: {Numbered(i)}, namespace: shop}}}}")),
    ]);

    private static Change LastOfShop() => Change.Create(
        RbacObjects.Binding("shop", "last", "Role", "reader", $"{{kind: ServiceAccount, name: {Numbered(299)}, namespace: shop}}"), Author.Named("root", [Author.Masters]));

    private static ClusterView Named(int names) => ClusterView.Of(
    [
        RbacObjects.Role("shop", "reader", $$"""[{apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: {{Listed(names, "s")}}}]"""),
        RbacObjects.Binding("shop", "alice", "Role", "reader", "{kind: User, name: alice}"),
        RbacObjects.One("{apiVersion: v1, kind: Secret, metadata: {name: s399, namespace: shop, annotations: {kubernetes.io/service-account.name: strong}}, type: kubernetes.io/service-account-token}"),
    ]);

    private static string Listed(int count, string letter) => $"[{string.Join(", ", Enumerable.Range(0, count).Select(i => $"{letter}{i}"))}]";

    private static string Numbered(int i) => i.ToString("'sa'000", CultureInfo.InvariantCulture);

    private static Verdict Judged(IRule rule, Change change, ClusterView view) => new Judge(new([rule])).Decide(change, view, Policies.WarnOnly);
}
