using System.Text.Json;
using PolyK8s.Engine;

namespace PolyK8s.Cli.Tests;

/// <summary><c>poly-k8s check</c>: verdicts and exit codes.</summary>
public sealed class CheckCommandTests
{
    private const string Good = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n";
    private const string Warns = "apiVersion: safety.poly-k8s.io/v1alpha1\nkind: SafetyProfile\nmetadata: {name: p}\nspec:\n  rules:\n  - {rules: ['*'], mode: Warn}\n";

    [Fact]
    public async Task Ends_with_0_when_nothing_is_found()
    {
        using var run = new CliRun().With("a.yaml", Good);
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("check", "-f", "@/a.yaml", "--rules", "Test/bad-label"));
        Assert.Matches("^1 object, 0 denied; 0 errors, 0 warnings, 0 info; rule set [0-9a-f]{16}\n$", run.Out);
    }

    [Fact]
    public async Task Says_the_sentence_of_the_finding_with_place_and_witness()
    {
        using var run = new CliRun().With("a.yaml", CliRun.Labelled("a", "x"));
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("check", "-f", "@/a.yaml", "--rules", "Test/bad-label"));
        Assert.Equal(
            ["a.yaml:6:10: error: Test/bad-label: metadata.labels.bad: bad label: the label is `x`; fix: take it away", "  object: ConfigMap default/a", "  witness: {\"label\":\"x\",\"nodes\":0}"],
            run.Out.Split('\n')[..3]);
    }

    [Theory]
    [InlineData("error", null, ExitCodes.Findings)]
    [InlineData("warning", null, ExitCodes.Clean)]
    [InlineData("warning", "warning", ExitCodes.Findings)]
    [InlineData("info", "warning", ExitCodes.Clean)]
    [InlineData("info", "info", ExitCodes.Findings)]
    [InlineData("error", "info", ExitCodes.Findings)]
    public async Task Ends_with_1_from_the_severity_of_fail_on_up(string severity, string? failOn, int code)
    {
        using var run = new CliRun().With("a.yaml", CliRun.Labelled("a", severity));
        Assert.Equal(code, await run.RunAsync(["check", "-f", "@/a.yaml", .. failOn is null ? Array.Empty<string>() : ["--fail-on", failOn]]));
    }

    [Theory]
    [InlineData(null, ExitCodes.Clean)]
    [InlineData("warning", ExitCodes.Findings)]
    public async Task Counts_what_a_policy_lets_pass_as_a_warning(string? failOn, int code)
    {
        using var run = new CliRun().With("a.yaml", CliRun.Labelled("a", "x")).With("policies/p.yaml", Warns);
        Assert.Equal(code, await run.RunAsync(["check", "-f", "@/a.yaml", "--policies", "@/policies", .. failOn is null ? Array.Empty<string>() : ["--fail-on", failOn]]));
        Assert.Contains("a.yaml:6:10: error (warns only): Test/bad-label", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data:\n  a: x\n  a: z\ndato: {}\n", "*", ExitCodes.Findings, "a.yaml:6:3: error: SafeSchema/structure: data.a: duplicate key: key `a` already set in map, first at 5:3; fix: keep one of the two", "a.yaml:7:7: error: SafeSchema/structure: dato: unknown field")]
    [InlineData("data:\n  a: x\n  a: z\n", "Test/bad-label", ExitCodes.Usage, "a.yaml:6:3: unreadable: the key `a` is there twice in one mapping, first at 5:3; keep one", "0 objects, 0 denied; 1 unreadable document")]
    public async Task Never_lets_a_key_pass_that_is_there_twice(string more, string rules, int code, string line, string other)
    {
        using var run = new CliRun { Judge = rules == "*" ? Judge.OfAllRules : new CliRun().Judge }.With("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n" + more);
        Assert.Equal(code, await run.RunAsync("check", "-f", "@/a.yaml", "--rules", rules == "*" ? "SafeSchema/*" : rules));
        Assert.Contains(line + "\n", run.Out, StringComparison.Ordinal);
        Assert.Contains(other, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_an_update_pass_that_was_so_before()
    {
        using var run = new CliRun().With("old.yaml", CliRun.Labelled("a", "x")).With("new.yaml", CliRun.Labelled("a", "x"));
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("check", "-f", "@/new.yaml", "--old", "@/old.yaml"));
        Assert.Contains("error (was so before): Test/bad-label", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_rules_it_could_not_judge_once_with_their_number()
    {
        using var run = new CliRun().With("a.yaml", Good + "---\n" + CliRun.Labelled("b", "info"));
        await run.RunAsync("check", "-f", "@/a.yaml");
        Assert.Equal(
            ["not judged: Other/needs-nodes on 2 objects: the cluster's Node objects are not known; give them (`--state`, `--live`, or `state`)", "not judged: Test/needs-author on 2 objects: who makes the change is not known; name the user (`--as`, or `author`)"],
            run.Out.Split('\n').Where(line => line.StartsWith("not judged", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Judges_everything_when_author_and_state_are_given()
    {
        using var run = new CliRun().With("a.yaml", CliRun.Labelled("a", "x")).With("state/deep/n.yaml", "apiVersion: v1\nkind: NodeList\nitems: [{metadata: {name: node}}]\n");
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("check", "-f", "@/a.yaml", "--as", "eve", "--as-group", "dev", "--state", "@/state"));
        Assert.DoesNotContain("not judged", run.Out, StringComparison.Ordinal);
        Assert.Contains("witness: {\"label\":\"x\",\"nodes\":1}", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 denied; 3 errors", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_the_report_as_json_and_text_at_once()
    {
        using var run = new CliRun().With("a.yaml", CliRun.Labelled("a", "x"));
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("check", "-f", "@/a.yaml", "-o", "json=@/r.json", "-o", "text"));
        Assert.Contains("error: Test/bad-label", run.Out, StringComparison.Ordinal);
        var report = JsonSerializer.Deserialize(await File.ReadAllTextAsync(run.At("r.json")), EngineJson.Default.CheckReport)!;
        Assert.Equal(("poly-k8s/v1", Outcome.Denied, 1), (report.ApiVersion, Assert.Single(report.Results).Outcome, report.Summary.Denied));
        Assert.Contains(report.Results[0].Findings[0].Sentence, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_a_folder_in_order_of_names_and_its_folders_when_told()
    {
        using var run = new CliRun().With("d/b.yml", CliRun.Labelled("b", "x")).With("d/a.json", "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"labels\":{\"bad\":\"x\"}}}")
            .With("d/readme.md", "5").With("d/c/c.yaml", CliRun.Labelled("c", "x")).With("d/.git/x.yaml", "5");
        await run.RunAsync("check", "-f", "@/d", "--rules", "Test/bad-label");
        Assert.Equal(["d/a.json:1:61", "d/b.yml:6:10"], Places(run.Out));
        await run.RunAsync("check", "-f", "@/d", "-R", "--rules", "Test/bad-label");
        Assert.Equal(["d/a.json:1:61", "d/b.yml:6:10", "d/c/c.yaml:6:10"], Places(run.Out));
    }

    [Fact]
    public async Task Reads_standard_input()
    {
        using var run = new CliRun { Input = CliRun.Labelled("a", "x") };
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("check", "-f", "-"));
        Assert.StartsWith("-:6:10: error: ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_2_for_a_broken_document_and_judges_the_others()
    {
        using var run = new CliRun().With("a.yaml", "kind: [\n---\n" + CliRun.Labelled("a", "x"));
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("check", "-f", "@/a.yaml", "--rules", "Test/bad-label"));
        Assert.StartsWith("a.yaml:2:1: unreadable: is not YAML: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("a.yaml:8:10: error: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("1 object, 1 denied; 1 unreadable document; 1 error", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_control_characters_of_a_manifest_from_the_terminal()
    {
        using var run = new CliRun().With("a.yaml", CliRun.Labelled("a", "\"\\e[2J\\nx\""));
        await run.RunAsync("check", "-f", "@/a.yaml", "--rules", "Test/bad-label");
        Assert.Contains("the label is `\\u001b[2J\\u000ax`", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Out);
    }

    [Fact]
    public async Task Colours_only_what_a_person_looks_at()
    {
        using var run = new CliRun { Colors = true }.With("a.yaml", CliRun.Labelled("a", "x"));
        await run.RunAsync("check", "-f", "@/a.yaml", "-o", "text", "-o", "json=@/r.json");
        Assert.Contains(": \u001b[1;31merror\u001b[0m: ", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u001b", await File.ReadAllTextAsync(run.At("r.json")), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Places(string text) => text.Split('\n').Where(line => line.Contains(": error:", StringComparison.Ordinal)).Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]);
}
