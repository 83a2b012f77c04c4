using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cli.Tests;

/// <summary>The report of <c>check</c> in every format: the same findings, each readable by what it is for.</summary>
public sealed class ReportFormatTests
{
    private const string Colon = "a:b,c%.yaml";

    [Fact]
    public async Task Writes_an_annotation_of_the_line_for_github()
    {
        using var run = new CliRun().With(Colon, CliRun.Labelled("a", "x"));
        await run.RunAsync("check", "-f", $"@/{Colon}", "--rules", "Test/bad-label", "-o", "github");
        Assert.Equal(
            "::error file=a%3Ab%2Cc%25.yaml,line=6,col=10,title=Test/bad-label::ConfigMap default/a: Test/bad-label: metadata.labels.bad: bad label: the label is `x`; fix: take it away\n",
            run.Out);
    }

    [Fact]
    public async Task Writes_a_test_case_for_each_object_for_junit()
    {
        using var run = new CliRun().With("a.yaml", CliRun.Labelled("a", "x") + "---\n" + CliRun.Labelled("b", "no")).With("broken.yaml", "text");
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("check", "-f", "@/a.yaml", "-f", "@/broken.yaml", "--rules", "Test/bad-label", "-o", "junit"));
        var suites = XDocument.Parse(run.Out).Root!;
        Assert.Equal(("3", "1"), (suites.Attribute("tests")!.Value, suites.Attribute("errors")!.Value));
        Assert.Equal(["ConfigMap default/a", "ConfigMap default/b", "document 0"], suites.Descendants("testcase").Select(test => test.Attribute("name")!.Value));
        Assert.StartsWith("a.yaml:6:10: Test/bad-label: metadata.labels.bad", suites.Descendants("failure").First().Value.Replace(run.Folder + "/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_a_result_with_its_place_and_rule_for_sarif()
    {
        using var run = new CliRun().With("a.yaml", CliRun.Labelled("a", "x"));
        await run.RunAsync("check", "-f", "@/a.yaml", "--rules", "Test/bad-label", "-o", "sarif");
        var log = JsonNode.Parse(run.Out)!;
        var result = log["runs"]![0]!["results"]![0]!;
        Assert.Equal("2.1.0", (string?)log["version"]);
        Assert.Equal(("Test/bad-label", "error"), ((string?)result["ruleId"], (string?)result["level"]));
        Assert.Equal((6, 10), ((int)result["locations"]![0]!["physicalLocation"]!["region"]!["startLine"]!, (int)result["locations"]![0]!["physicalLocation"]!["region"]!["startColumn"]!));
        Assert.Equal("Test/bad-label", (string?)log["runs"]![0]!["tool"]!["driver"]!["rules"]![0]!["id"]);
    }

    [Fact]
    public async Task A_finding_that_is_excepted_is_a_note_for_github_and_suppressed_for_sarif()
    {
        const string Excepted = """
            apiVersion: safety.poly-k8s.io/v1alpha1
            kind: SafetyException
            metadata: {name: cycles, namespace: default}
            spec:
              rules: [SafeGraph/dependency-cycle]
              objects: [{kinds: [ConfigMap], names: [a]}]
              reason: for a test
              expiresAt: "2099-01-01T00:00:00Z"
            """;
        const string Waits = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: default, annotations: {config.kubernetes.io/depends-on: /namespaces/default/ConfigMap/a}}\n";
        using var run = new CliRun { Judge = PolyK8s.Engine.Judge.OfAllRules }.With("a.yaml", Waits).With("policies.yaml", Excepted);
        string[] check = ["check", "-f", "@/a.yaml", "--policies", "@/policies.yaml", "--rules", "SafeGraph/dependency-cycle", "-o"];
        Assert.Equal(ExitCodes.Clean, await run.RunAsync([.. check, "github"]));
        Assert.StartsWith("::notice ", run.Out, StringComparison.Ordinal);
        using var sarif = new CliRun { Judge = PolyK8s.Engine.Judge.OfAllRules }.With("a.yaml", Waits).With("policies.yaml", Excepted);
        await sarif.RunAsync([.. check, "sarif"]);
        var result = JsonNode.Parse(sarif.Out)!["runs"]![0]!["results"]![0]!;
        Assert.Equal(("note", "an exception holds for it"), ((string?)result["level"], (string?)result["suppressions"]![0]!["justification"]));
    }

    [Fact]
    public async Task Writes_in_yaml_what_json_says()
    {
        using var json = new CliRun().With("a.yaml", CliRun.Labelled("a", "x"));
        await json.RunAsync("check", "-f", "@/a.yaml", "-o", "json");
        using var yaml = new CliRun().With("a.yaml", CliRun.Labelled("a", "x"));
        await yaml.RunAsync("check", "-f", "@/a.yaml", "-o", "yaml");
        var read = ManifestReader.Read(Encoding.UTF8.GetBytes(yaml.Out + "kind: Report\nmetadata: {name: r}\n"), "");
        var said = JsonNode.Parse(Assert.Single(read.Manifests).Root.ToString())!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json.Out)!["results"], said["results"]), yaml.Out);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json.Out)!["summary"], said["summary"]), yaml.Out);
    }

    [Fact]
    public async Task Writes_a_row_for_each_finding_and_each_object_without()
    {
        using var run = new CliRun().With("a.yaml", CliRun.Labelled("a", "x") + "---\n" + "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n");
        await run.RunAsync("check", "-f", "@/a.yaml", "--rules", "Test/bad-label", "-o", "table");
        var rows = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray();
        Assert.Equal("OBJECT OUTCOME SEVERITY RULE FIELD REASON PLACE", rows[0]);
        Assert.Equal("ConfigMap default/a denied error Test/bad-label metadata.labels.bad bad label a.yaml:6:10", rows[1]);
        Assert.StartsWith("ConfigMap default/b allowed - - - -", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_why_a_kustomization_cannot_be_built()
    {
        using var run = new CliRun().With("k/readme.md", "");
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("check", "-k", "@/k"));
        Assert.StartsWith("poly-k8s: `@/k` cannot be built: ", Assert.Single(run.Errors), StringComparison.Ordinal);
    }
}
