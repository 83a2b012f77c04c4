using PolyK8s.Engine;

namespace PolyK8s.Cli.Tests;

/// <summary>Exceptions among the policies of <c>check</c>.</summary>
public sealed class ExceptionTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: shop
          annotations: {config.kubernetes.io/depends-on: apps/namespaces/shop/Deployment/web}
        spec:
          selector: {matchLabels: {app: web}}
          template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: "web:1"}]}}
        """;

    [Theory]
    [InlineData("2099-01-01T00:00:00Z", ExitCodes.Clean, "(excepted)")]
    [InlineData("2020-01-01T00:00:00Z", ExitCodes.Findings, "error: SafeGraph/dependency-cycle")]
    public async Task T_48_Hold_in_check_until_they_expire(string ends, int code, string says)
    {
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("web.yaml", Deployment).With("policies/e.yaml", $$"""
            apiVersion: safety.poly-k8s.io/v1alpha1
            kind: SafetyException
            metadata: {name: for-web, namespace: shop}
            spec:
              rules: [SafeGraph/dependency-cycle]
              objects: [{kinds: [Deployment], names: [web]}]
              reason: for a test
              expiresAt: "{{ends}}"
            """);
        Assert.Equal(code, await run.RunAsync("check", "-f", "@/web.yaml", "--policies", "@/policies", "--rules", "SafeGraph/dependency-cycle"));
        Assert.Contains(says, run.Out, StringComparison.Ordinal);
        Assert.Equal(code == ExitCodes.Clean, run.Out.Contains("excepted (would deny) by `shop/for-web` until 2099-01-01T00:00:00Z: SafeGraph/dependency-cycle", StringComparison.Ordinal));
    }
}
