using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Install;

/// <summary>What <c>kubectl apply -k config/default</c> leaves in a cluster. The stage applied it already.</summary>
[Collection(EndToEnd.Name)]
public sealed class InstallTests(Stage stage)
{
    [Fact]
    public void Config_default_applies_without_a_word_of_complaint()
    {
        Assert.Equal("", stage.Installed.Errors);
        Assert.Contains("deployment.apps/poly-k8s created", stage.Installed.Output, StringComparison.Ordinal);
        Assert.Contains("validatingwebhookconfiguration.admissionregistration.k8s.io/poly-k8s created", stage.Installed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_product_may_list_and_watch_exactly_what_it_keeps_in_view()
    {
        var role = ManifestReader.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "config", "rbac", "role.yaml")), "role.yaml").Manifests.Single().Root;
        var granted = role.ItemsAt("rules").SelectMany(rule => rule.TextsAt("apiGroups").SelectMany(group => rule.TextsAt("resources").Select(resource => $"{group}/{resource}")));
        Assert.Equal(WatchedResources.All.Select(r => $"{r.Group}/{r.Plural}").Order(), granted.Order());
        Assert.All(role.ItemsAt("rules"), rule => Assert.Equal("list, watch", string.Join(", ", rule.TextsAt("verbs"))));
    }

    [Theory]
    [InlineData("get", "secrets")]
    [InlineData("list", "secrets")]
    [InlineData("create", "pods")]
    [InlineData("patch", "validatingwebhookconfigurations.admissionregistration.k8s.io")]
    [InlineData("impersonate", "users")]
    public async Task The_product_may_not(string verb, string resource)
    {
        var answer = await stage.Kubectl.As("system:serviceaccount:poly-k8s-system:poly-k8s", "system:serviceaccounts").Run("auth", "can-i", verb, resource, "--all-namespaces");
        Assert.Equal("no", answer.Output.Trim());
    }

    [Theory]
    [InlineData("{rules: [{rules: ['*'], mode: enforce}]}", "Enforce")]
    [InlineData("{rules: [{rules: [dependency-cycle], mode: Warn}]}", "spec.rules")]
    [InlineData("{rules: []}", "spec.rules")]
    [InlineData("{match: {namespaceSelector: {matchExpressions: [{key: a, operator: Is}]}}, rules: [{rules: ['*'], mode: Warn}]}", "DoesNotExist")]
    public async Task The_api_server_itself_refuses_a_profile_that_does_not_parse(string spec, string says)
    {
        var refused = await stage.Kubectl.Create($"{{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyProfile, metadata: {{name: bad}}, spec: {spec}}}", "--dry-run=server");
        Assert.False(refused.Succeeded);
        Assert.Contains(says, refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_one_file_of_make_dist_is_what_was_applied_here()
    {
        (await Processes.Finished.Of("make", ["-s", "-C", Repository.Root, "dist"])).OrFail();
        var file = Path.Combine(Repository.Root, "dist", "install.yaml");
        Assert.Equal(await stage.Kubectl.Get("kustomize", Path.Combine(Repository.Root, "config", "default")), await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task The_samples_are_accepted_by_the_api_server()
    {
        var applied = await stage.Kubectl.Run("apply", "-k", Path.Combine(Repository.Root, "config", "samples"), "--dry-run=server");
        Assert.True(applied.Succeeded, applied.Text);
    }
}
