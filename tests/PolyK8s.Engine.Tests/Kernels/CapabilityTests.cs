using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>What covers what, as facts. A rule reads <c>verbs groups resources names</c> or <c>verbs urls</c>, lists with commas, rules with semicolons, the core group as <c>core</c>.</summary>
public sealed class CapabilityTests
{
    [Theory]
    [InlineData("get core pods", "get core pods")]
    [InlineData("get,list,watch core,apps pods,deployments", "list apps deployments")]
    [InlineData("* * *", "get core pods; create core pods/exec; * * *; get core */log; impersonate core users root")]
    [InlineData("* core *", "update core pods/status")]
    [InlineData("get core */log", "get core pods/log; get core */log")]
    [InlineData("get core */log/previous", "get core pods/log/previous")]
    [InlineData("get core secrets", "get core secrets token,other")]
    [InlineData("get core secrets a; get core secrets b", "get core secrets a,b")]
    [InlineData("get core secrets; list core secrets", "get,list core secrets")]
    [InlineData("get core pods; get apps deployments; list core deployments; list apps deployments", "get core pods; list core,apps deployments")]
    [InlineData("get /apis/*", "get /apis/apps,/apis/,/apis/*,/apis/apps/*")]
    [InlineData("* *", "get /metrics,/*,*")]
    [InlineData("get /a**", "get /a,/a*,/ab")]
    [InlineData("get /a*b", "get /a*b")]
    [InlineData("get core pods", "")]
    public void Covers(string owner, string servant) => Assert.Empty(Uncovered(owner, servant));

    [Theory]
    [InlineData("", "get core pods", "`get pods`")]
    [InlineData("get core pods", "get apps pods", "`get pods.apps`")]
    [InlineData("get,list,watch core pods", "* core pods", "`* pods`")]
    [InlineData("get core,apps pods", "get * pods", "`get pods.*`")]
    [InlineData("get core pods,services", "get core *", "`get *`")]
    [InlineData("get core pods", "get core pods/log", "`get pods/log`")]
    [InlineData("get core pods/*,*/*", "get core pods/log", "`get pods/log`")]
    [InlineData("get core */log", "get core pods", "`get pods`")]
    [InlineData("get core pods/log", "get core */log", "`get */log`")]
    [InlineData("get core secrets a", "get core secrets", "`get secrets`")]
    [InlineData("get core secrets *", "get core secrets a", "`get secrets` named `a`")]
    [InlineData("get core secrets a", "get core secrets a,b", "`get secrets` named `b`")]
    [InlineData("get core secrets; list core configmaps", "list core secrets", "`list secrets`")]
    [InlineData("get core pods", "GET core pods", "`GET pods`")]
    [InlineData("get /apis/*", "get /apis", "`get /apis`")]
    [InlineData("get /*", "get *", "`get *`")]
    [InlineData("get /a*b", "get /axb", "`get /axb`")]
    [InlineData("get core *", "get /metrics", "`get /metrics`")]
    [InlineData("get *", "get core pods", "`get pods`")]
    public void Leaves_uncovered(string owner, string servant, string uncovered) =>
        Assert.Equal(uncovered, string.Join(", ", Uncovered(owner, servant)));

    [Fact]
    public void Names_what_is_uncovered_in_the_order_of_the_servant_and_once() =>
        Assert.Equal(
            ["`list services`", "`get pods.apps`", "`list pods.apps`", "`list services.apps`", "`get /b`"],
            Uncovered("get core pods,services; list core pods; get apps services", "get,list core,apps pods,services; list core services; get /b,/b").Select(access => access.ToString()));

    [Theory]
    [InlineData("get core secrets a", "", false)]
    [InlineData("get core secrets", "", true)]
    [InlineData("get core secrets a", "a", true)]
    public void Allows_a_request_without_a_name_only_by_a_rule_without_names(string rules, string name, bool allowed) =>
        Assert.Equal(allowed, Capability.Of(Rules(rules)).Allows(Access.OnResource("get", "", "secrets", name)));

    [Fact]
    public void Counts_permissions_without_overflow()
    {
        var many = Enumerable.Range(0, 60_000).Select(i => $"w{i}").ToImmutableArray();
        var role = Capability.Of(ImmutableArray.Create(new PolicyRule(many, many, many, many, many), new PolicyRule(many, many, many, many, many)));
        Assert.InRange(role.Permissions, long.MaxValue / 4, long.MaxValue);
    }

    private static ImmutableArray<Access> Uncovered(string owner, string servant) => Capability.Of(Rules(owner)).Uncovered(Capability.Of(Rules(servant)));

    private static ImmutableArray<PolicyRule> Rules(string text) =>
        [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(rule => rule.Split(' ') switch
        {
            [var verbs, var urls] => new PolicyRule(List(verbs), [], [], [], List(urls)),
            [var verbs, var groups, var resources] => new(List(verbs), List(groups), List(resources), [], []),
            [var verbs, var groups, var resources, var names] => new(List(verbs), List(groups), List(resources), List(names), []),
            _ => throw new InvalidOperationException(rule),
        })];

    private static ImmutableArray<string> List(string words) => [.. words.Split(',').Select(word => word == "core" ? "" : word)];
}
