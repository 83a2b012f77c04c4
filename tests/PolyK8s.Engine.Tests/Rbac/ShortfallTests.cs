using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>What is kept of a comparison holds for the same people and the same rules, and for no others.</summary>
public sealed class ShortfallTests
{
    private static readonly ServiceAccount Deployer = new("team-a", "deployer");
    private static readonly Author Alice = Author.Named("alice", ["developers"]);

    private static readonly ClusterView View = ClusterView.Of([
        RbacObjects.Role("team-a", "reader", """[{apiGroups: [""], resources: [pods], verbs: [get]}]"""),
        RbacObjects.Binding("team-a", "deployers", "Role", "reader", "{kind: ServiceAccount, name: deployer, namespace: team-a}"),
    ]);

    [Fact]
    public void Is_compared_once_for_the_same_account_and_author()
    {
        var first = Excess.Of(View, Deployer, Alice);
        Assert.Equal("`get pods` in namespace `team-a`", first.Words);
        Assert.Same(first, Excess.Of(View, Deployer, Author.Named("alice", ["developers"])));
    }

    [Fact]
    public void Is_compared_anew_when_a_binding_or_a_role_changes()
    {
        Assert.False(Excess.Of(View, Deployer, Alice).IsEmpty);
        Assert.True(Excess.Of(View.With(RbacObjects.Binding("team-a", "developers", "Role", "reader", "{kind: Group, name: developers}")), Deployer, Alice).IsEmpty);
        Assert.Equal("`list pods` in namespace `team-a`", Excess.Of(View.With(RbacObjects.Role("team-a", "reader", """[{apiGroups: [""], resources: [pods], verbs: [list]}]""")), Deployer, Alice).Words);
        Assert.Equal("`get pods` in namespace `team-a`", Excess.Of(View, Deployer, Alice).Words);
    }

    [Fact]
    public void Tells_authors_apart_by_their_groups()
    {
        var view = View.With(RbacObjects.Binding("team-a", "developers", "Role", "reader", "{kind: Group, name: developers}"));
        Assert.True(Excess.Of(view, Deployer, Alice).IsEmpty);
        Assert.False(Excess.Of(view, Deployer, Author.Named("alice", ["designers"])).IsEmpty);
        Assert.True(Excess.Of(view, Deployer, Alice).IsEmpty);
    }

    [Fact]
    public void Begins_again_when_the_book_is_full()
    {
        var first = Excess.Of(View, Deployer, Alice);
        for (var i = 0; i < 2_000; i++)
        {
            Assert.False(Excess.Of(View, Deployer, Author.Named($"user-{i}", [])).IsEmpty);
        }

        // Kept for ever, it would be the same one still.
        var again = Excess.Of(View, Deployer, Alice);
        Assert.NotSame(first, again);
        Assert.Equal(first.Words, again.Words);
    }
}
