namespace PolyK8s.Cli.Tests;

/// <summary>What <c>enforcing</c> makes of the answers an API server may give; the end-to-end tests ask a real one.</summary>
public sealed class EnforcingTests
{
    private const string Path = "/apis/safety.poly-k8s.io/v1alpha1/safetyprofiles";

    [Theory]
    [InlineData(422, "admission webhook \\\"validate.safety.poly-k8s.io\\\" denied the request: SafeSchema/policy-object: no such rule", 0, "yes: the API server refuses what must be refused")]
    [InlineData(201, "", 1, "no: the API server accepted what must be refused: it does not ask the webhook, or could not and failurePolicy Ignore let it through")]
    [InlineData(404, "the server could not find the requested resource", 1, "no: the API server knows no SafetyProfiles: the product's definitions are not installed")]
    [InlineData(500, "Internal error occurred: failed calling webhook \\\"x\\\": EOF", 1, "no: Internal error occurred: failed calling webhook \"x\": EOF")]
    [InlineData(403, "forbidden", 3, "may not create `safetyprofiles` (dry run); grant it (config/rbac)")]
    public async Task Says_what_came_of_asking(int status, string message, int exit, string line)
    {
        await using var server = await OpenApiServer.StartAsync(new() { [Path] = (status, $$"""{"kind": "Status", "message": "{{message}}"}""") });
        using var run = new CliRun().With("config", server.Kubeconfig);
        Assert.Equal(exit, await run.RunAsync("enforcing", "--kubeconfig", "@/config"));
        Assert.EndsWith(line, exit == ExitCodes.Internal ? Assert.Single(run.Errors) : run.Out.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(201, "false", 1)]
    [InlineData(403, "null", 3)]
    public async Task Says_it_as_json(int status, string enforcing, int exit)
    {
        await using var server = await OpenApiServer.StartAsync(new() { [Path] = (status, "{}") });
        using var run = new CliRun().With("config", server.Kubeconfig);
        Assert.Equal(exit, await run.RunAsync("enforcing", "--kubeconfig", "@/config", "-o", "json"));
        Assert.Contains($"\"enforcing\": {enforcing},", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_again_until_the_time_is_over()
    {
        await using var server = await OpenApiServer.StartAsync(new() { [Path] = (201, "{}") });
        using var run = new CliRun().With("config", server.Kubeconfig);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("enforcing", "--kubeconfig", "@/config", "--timeout", "1500ms"));
        Assert.True(server.Asked >= 2, $"asked {server.Asked} times");
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("enforcing", "--kubeconfig", "@/config", "--timeout", "soon"));
    }
}
