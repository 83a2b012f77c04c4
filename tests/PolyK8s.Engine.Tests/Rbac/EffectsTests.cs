using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>The tags a rule gets.</summary>
public sealed class EffectsTests
{
    [Theory]
    [InlineData("get", "", "pods", "", "")]
    [InlineData("get", "", "secrets", "", "secret-read")]
    [InlineData("get", "*", "secrets", "", "secret-read")]
    [InlineData("get", "apps", "secrets", "", "")]
    [InlineData("create", "", "serviceaccounts/token", "", "token-mint")]
    [InlineData("create", "", "*/exec", "", "exec")]
    [InlineData("create", "", "pods/*", "", "")]
    [InlineData("impersonate", "", "users", "root", "impersonate")]
    [InlineData("get", "", "nodes/proxy", "", "node-proxy")]
    [InlineData("sign", "certificates.k8s.io", "signers", "", "csr-sign")]
    [InlineData("patch", "admissionregistration.k8s.io", "mutatingwebhookconfigurations", "", "webhook-write")]
    [InlineData("deletecollection", "apps", "deployments", "", "mass-delete")]
    [InlineData("*", "*", "*", "", "everything")]
    [InlineData("*", "apps", "deployments", "", "workload-create workload-edit mass-delete")]
    public void Names_what_a_rule_comes_to(string verb, string group, string resource, string name, string tags) =>
        Assert.Equal(tags, string.Join(' ', Effects.Of(new([verb], [group], [resource], name.Length == 0 ? [] : [name], []))));

    [Fact]
    public void Has_none_for_paths() => Assert.Empty(Effects.Of(new(["*"], [], [], [], ["*"])));
}
