using System.Text.Json;

namespace PolyK8s.Cli.Tests;

/// <summary><c>rules</c>, <c>explain</c> and <c>version</c>.</summary>
public sealed class CardCommandTests
{
    [Fact]
    public async Task Lists_the_rules_in_order_of_their_ids()
    {
        using var run = new CliRun();
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("rules"));
        Assert.Equal("Other/needs-nodes  error    no label is bad\nTest/bad-label     error    no label is bad\nTest/needs-author  error    no label is bad\n", run.Out);
    }

    [Fact]
    public async Task Lists_the_rules_as_json()
    {
        using var run = new CliRun();
        await run.RunAsync("rules", "-o", "json");
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("poly-k8s/v1", json.RootElement.GetProperty("apiVersion").GetString());
        Assert.Equal(["Other/needs-nodes", "Test/bad-label", "Test/needs-author"], json.RootElement.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task Explains_a_rule()
    {
        using var run = new CliRun();
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("explain", "Test/needs-author"));
        Assert.Equal(
            "Test/needs-author\nno label is bad\n\na bad label is bad\n\nreads:    metadata.labels.bad\nallows:   every other label\nlooks at: create, update of any kind\nseverity: error\nneeds:    the author of the change (`--as`)\nproof:    Test.Label\n",
            run.Out);
    }

    [Fact]
    public async Task Explains_a_rule_as_json()
    {
        using var run = new CliRun();
        await run.RunAsync("explain", "Test/bad-label", "-o", "json");
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(("poly-k8s/v1", "Test/bad-label"), (json.RootElement.GetProperty("apiVersion").GetString(), json.RootElement.GetProperty("rule").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Tells_its_version_and_rule_set()
    {
        using var run = new CliRun();
        await run.RunAsync("version");
        Assert.Matches("^poly-k8s [0-9]+\\.[0-9]+\\.[0-9]+[^ ]*, 3 rules, rule set [0-9a-f]{16}\n$", run.Out);
        await run.RunAsync("version", "-o", "json");
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(3, json.RootElement.GetProperty("rules").GetInt32());
    }
}
