using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rules.SafeCapability;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>What flows through bindings that are there: not what a request binds itself.</summary>
public sealed class RoleGainTests
{
    private static readonly Manifest Reader = RbacObjects.Role("shop", "reader", """[{apiGroups: [""], resources: [secrets], verbs: [get]}]""");
    private static readonly Manifest Readers = RbacObjects.Binding("shop", "readers", "Role", "reader", "{kind: User, name: bob}");
    private static readonly Manifest Wider = RbacObjects.Role("shop", "reader", """[{apiGroups: [""], resources: [secrets], verbs: [get, list]}]""");

    [Fact]
    public void Is_nothing_where_the_request_binds_its_own_role() => Assert.Empty(Flows(ClusterView.Of([]), Reader, Readers));

    [Fact]
    public void Is_what_a_role_gives_to_those_who_waited_for_it() => Assert.Single(Flows(ClusterView.Of([Readers]), Reader, Readers));

    [Fact]
    public void Is_nothing_where_a_request_is_applied_once_more() => Assert.Empty(Flows(ClusterView.Of([Reader, Readers]), Reader, Readers));

    [Fact]
    public void Is_what_a_role_has_more_when_it_is_applied_once_more()
    {
        var finding = Assert.Single(Flows(ClusterView.Of([Reader, Readers]), Wider, Readers));
        Assert.Contains("`list secrets` flows to user `bob`", finding.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("get secrets", finding.Detail, StringComparison.Ordinal);
    }

    private static ImmutableArray<Finding> Flows(ClusterView view, params ImmutableArray<Manifest> request)
    {
        var all = new RequestObjects(request, deleted: false);
        var change = Change.Create(request[0], Author.Named("root", [Author.Masters])) with { Part = new(all, 0) };
        return new Judge(new([new RoleEditFlows()])).Decide(change, view, Policies.Strict).Findings;
    }
}
