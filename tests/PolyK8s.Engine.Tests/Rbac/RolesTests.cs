using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>What a reference to a role stands for.</summary>
public sealed class RolesTests
{
    private const string Get = """[{apiGroups: [""], resources: [pods], verbs: [get]}]""";
    private const string List = """[{apiGroups: [""], resources: [pods], verbs: [list]}]""";

    [Fact]
    public void Gathers_the_rules_of_all_roles_an_empty_aggregate_selects_in_order_of_their_names()
    {
        var roles = Roles.Of(ClusterView.Of(
        [
            Labelled("z-get", "one", Get), Labelled("a-list", "two", List), Labelled("other", "three", Get),
            Aggregate("all", "one", "two"),
        ]));
        Assert.Equal(["list", "get"], Find(roles, "all")!.Rules.Select(rule => rule.Verbs[0]));
    }

    [Fact]
    public void Gathers_through_aggregates_of_aggregates_and_in_circles()
    {
        var roles = Roles.Of(ClusterView.Of([Circle("admin", "edit"), Circle("edit", "view"), Circle("view", "admin"), Labelled("leaf", "view", Get)]));
        Assert.Equal(["get"], Find(roles, "edit")!.Rules.Select(rule => rule.Verbs[0]));
        Assert.Equal(["get"], Find(roles, "admin")!.Rules.Select(rule => rule.Verbs[0]));
    }

    [Fact]
    public void Believes_the_rules_of_an_aggregate_that_the_controller_has_filled()
    {
        var filled = RbacObjects.Role("", "all", List, "aggregationRule: {clusterRoleSelectors: [{matchLabels: {part: one}}]}");
        Assert.Equal(["list"], Find(Roles.Of(ClusterView.Of([filled, Labelled("leaf", "one", Get)])), "all")!.Rules.Select(rule => rule.Verbs[0]));
    }

    [Fact]
    public void Prefers_a_role_of_the_same_request()
    {
        var view = ClusterView.Of([RbacObjects.Role("team-a", "reader", Get)]);
        var roles = Roles.Of(view.With([RbacObjects.Role("team-a", "reader", List)]));
        var reference = new RoleReference(RbacKinds.Group, "Role", "reader");
        Assert.Equal("list", roles.Find(reference, "team-a")!.Rules[0].Verbs[0]);
        Assert.Equal("get", Roles.Of(view).Find(reference, "team-a")!.Rules[0].Verbs[0]);
        Assert.Null(roles.Find(reference, "team-b"));
        Assert.Null(roles.Find(reference, ""));
        Assert.Null(roles.Find(reference with { Kind = "Deployment" }, "team-a"));
    }

    private static Role? Find(Roles roles, string name) => roles.Find(new(RbacKinds.Group, "ClusterRole", name), "");

    private static Manifest Labelled(string name, string label, string rules) => RbacObjects.One($$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: {{name}}
          labels: {part: {{label}} }
        rules: {{rules}}
        """);

    /// <summary>An aggregate that is itself part of <paramref name="name"/> and gathers the parts of another.</summary>
    private static Manifest Circle(string name, string gathers) => RbacObjects.One($$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: {{name}}
          labels: {part: {{name}} }
        aggregationRule:
          clusterRoleSelectors:
          - matchLabels: {part: {{gathers}} }
        """);

    private static Manifest Aggregate(string name, params string[] parts) => RbacObjects.Role(
        "", name, "[]", $"aggregationRule: {{clusterRoleSelectors: [{string.Join(", ", parts.Select(part => $"{{matchLabels: {{part: {part}}}}}"))}]}}");
}
