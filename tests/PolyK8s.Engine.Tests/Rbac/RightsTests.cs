using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>Who holds what, read from bindings.</summary>
public sealed class RightsTests
{
    private const string Reader = """[{apiGroups: [""], resources: [pods], verbs: [get]}, {nonResourceURLs: [/metrics], verbs: [get]}]""";
    private static readonly Access Pods = Access.OnResource("get", "", "pods", "");
    private static readonly Access Metrics = Access.OnUrl("get", "/metrics");

    [Theory]
    [InlineData("{kind: User, name: alice}", true)]
    [InlineData("{kind: User, name: Alice}", false)]
    [InlineData("""{kind: User, name: "*"}""", false)]
    [InlineData("{kind: Group, name: developers}", true)]
    [InlineData("{kind: Group, name: alice}", false)]
    [InlineData("{kind: Group, name: 'system:authenticated'}", true)]
    [InlineData("{kind: Group, name: 'system:unauthenticated'}", false)]
    [InlineData("{kind: Robot, name: alice}", false)]
    [InlineData("{name: alice}", false)]
    public void Binds_a_user_by_name_or_group(string subject, bool bound) =>
        Assert.Equal(bound, Held(Author.Named("alice", ["developers"]), "team-a", subject).In("team-a").Allows(Pods));

    [Theory]
    [InlineData("{kind: ServiceAccount, name: deployer, namespace: team-a}", "team-a", true)]
    [InlineData("{kind: ServiceAccount, name: deployer}", "team-a", true)]
    [InlineData("{kind: ServiceAccount, name: deployer}", "team-b", false)]
    [InlineData("{kind: ServiceAccount, name: deployer}", "", false)]
    [InlineData("{kind: User, name: 'system:serviceaccount:team-a:deployer'}", "", true)]
    [InlineData("{kind: Group, name: 'system:serviceaccounts'}", "", true)]
    [InlineData("{kind: Group, name: 'system:serviceaccounts:team-a'}", "", true)]
    [InlineData("{kind: Group, name: 'system:serviceaccounts:team-b'}", "", false)]
    public void Binds_a_service_account_by_kind_user_name_and_groups(string subject, string bindingNamespace, bool bound)
    {
        var rights = Held(new ServiceAccount("team-a", "deployer").AsAuthor, bindingNamespace, subject);
        Assert.Equal(bound, rights.In(bindingNamespace).Allows(Pods));
    }

    [Fact]
    public void Holds_a_cluster_role_only_where_a_role_binding_binds_it()
    {
        var rights = Held(Author.Named("alice", []), "team-a", "{kind: User, name: alice}");
        Assert.True(rights.In("team-a").Allows(Pods));
        Assert.False(rights.In("team-b").Allows(Pods));
        Assert.False(rights.In("").Allows(Pods));
    }

    [Fact]
    public void Holds_urls_cluster_wide_only()
    {
        Assert.False(Held(Author.Named("alice", []), "team-a", "{kind: User, name: alice}").In("team-a").Allows(Metrics));
        Assert.True(Held(Author.Named("alice", []), "", "{kind: User, name: alice}").In("").Allows(Metrics));
    }

    [Fact]
    public void Holds_nothing_by_a_binding_to_a_missing_role()
    {
        var view = ClusterView.Of([RbacObjects.Binding("", "stale", "ClusterRole", "gone", "{kind: User, name: alice}")]);
        Assert.Equal(0, Rights.Of(view, Author.Named("alice", [])).In("").Permissions);
    }

    [Fact]
    public void Sees_a_new_binding_in_a_new_view()
    {
        var before = ClusterView.Of([RbacObjects.Role("", "reader", Reader)]);
        var alice = Author.Named("alice", []);
        Assert.False(Rights.Of(before, alice).In("").Allows(Pods));
        var after = before.With([RbacObjects.Binding("", "b", "ClusterRole", "reader", "{kind: User, name: alice}")]);
        Assert.True(Rights.Of(after, alice).In("").Allows(Pods));
        Assert.False(Rights.Of(before, alice).In("").Allows(Pods));
    }

    private static Rights Held(Author author, string bindingNamespace, string subject) => Rights.Of(
        ClusterView.Of([RbacObjects.Role("", "reader", Reader), RbacObjects.Binding(bindingNamespace, "b", "ClusterRole", "reader", subject)]),
        author);
}
