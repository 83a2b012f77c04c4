using System.Globalization;
using System.Text.Json.Nodes;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Tests;

/// <summary>Warnings have the shape the API server passes on.</summary>
public sealed class WarningTests
{
    [Fact]
    public async Task Warns_where_profiles_only_warn()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue, new Still(ClusterView.Empty, Policies.WarnOnly));
        var response = await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("red")));
        Assert.True((bool)response["allowed"]!);
        Assert.Equal(["Test/rule: data.colour: wrong colour: `red` is not `blue`; fix: paint it blue"], Lines(response));
    }

    [Fact]
    public async Task Puts_the_most_severe_first_and_counts_what_it_leaves_out()
    {
        var response = await WarnedAsync(
            [.. Enumerable.Range(0, 30).Select(i => TestRule.Found(string.Create(CultureInfo.InvariantCulture, $"n{i}"), i == 29 ? Severity.Warning : Severity.Info))]);
        var lines = Lines(response);
        Assert.Equal(20, lines.Length);
        Assert.Contains("n29", lines[0], StringComparison.Ordinal);
        Assert.Equal("and 11 more; `poly-k8s check` shows them all", lines[^1]);
    }

    [Fact]
    public async Task Says_a_few_in_full_with_how_to_mend_them()
    {
        var details = Enumerable.Range(0, 5).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}{new string('x', 300)}")).ToArray();
        var lines = Lines(await WarnedAsync([.. details.Select(detail => TestRule.Found(detail))]));
        Assert.Equal(details.Select(detail => $"Test/rule: data.colour: wrong colour: {detail}; fix: paint it blue"), lines);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(300)]
    public async Task Keeps_them_within_what_the_server_passes_on(int count)
    {
        var lines = Lines(await WarnedAsync([.. Enumerable.Range(0, count).Select(i => TestRule.Found(string.Create(CultureInfo.InvariantCulture, $"{i} {new string('x', 400)}")))]));
        Assert.Equal(Math.Min(count, 20), lines.Length);
        // Half of 4,096, or 120 each where they are many.
        Assert.True(lines.Sum(line => line.Length) <= Math.Max(2048, 120 * lines.Length));
        Assert.All(lines[..^1], line => Assert.True(line.Length >= 107));
    }

    [Fact]
    public async Task Keeps_each_line_clean()
    {
        var response = await WarnedAsync([TestRule.Found("a\nb\u001b[31m\u202e" + string.Concat(Enumerable.Repeat("😀", 1100)))]);
        var line = Assert.Single(Lines(response));
        Assert.True(line.Length <= 2048);
        Assert.StartsWith("Test/rule: data.colour: wrong colour: a\\u000ab\\u001b[31m\\u202e", line, StringComparison.Ordinal);
        Assert.EndsWith("😀...", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_the_same_thing_once()
    {
        var response = await WarnedAsync([TestRule.Found("same"), TestRule.Found("same")]);
        Assert.Single(Lines(response));
    }

    [Fact]
    public async Task Bounds_the_findings_in_the_audit_log_and_says_how_many_are_missing()
    {
        var response = await WarnedAsync([.. Enumerable.Range(0, 100).Select(i => TestRule.Found(string.Create(CultureInfo.InvariantCulture, $"{i} {new string('x', 200)}")))]);
        var annotations = response["auditAnnotations"]!;
        var text = (string)annotations["findings"]!;
        var kept = JsonNode.Parse(text)!.AsArray().Count;
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(text) <= 16 * 1024);
        Assert.InRange(kept, 10, 99);
        Assert.Equal(100 - kept, int.Parse((string)annotations["findings-omitted"]!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Shows_a_bounded_number_of_causes()
    {
        var response = await WarnedAsync([.. Enumerable.Range(0, 100).Select(i => TestRule.Found(string.Create(CultureInfo.InvariantCulture, $"n{i}")))], Policies.Strict);
        var causes = response["status"]!["details"]!["causes"]!.AsArray();
        Assert.Equal(32, causes.Count);
        Assert.Equal("and 69 more findings; `poly-k8s check` shows them all", (string?)causes[^1]!["message"]);
    }

    private static async Task<JsonObject> WarnedAsync(Finding[] findings, Policies? policies = null)
    {
        var judge = new Judge(new RuleBook([new TestRule(_ => findings)]));
        await using var served = await Served.WithAsync(judge, new Still(ClusterView.Empty, policies ?? Policies.WarnOnly));
        return await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("red")));
    }

    private static string[] Lines(JsonObject response) => [.. response["warnings"]!.AsArray().Select(line => (string)line!)];
}
