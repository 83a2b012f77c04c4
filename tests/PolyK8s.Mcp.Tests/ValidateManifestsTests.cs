using System.Text.Json;
using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tests;

/// <summary>What validate_manifests answers.</summary>
public sealed class ValidateManifestsTests : IAsyncLifetime
{
    private const string Bad = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: words\ndata:\n  one: forbidden\n";
    private const string Good = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: words\ndata:\n  one: fine\n";

    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Denies_with_place_witness_and_fix()
    {
        var result = Only(await Validate(new { manifests = Bad }));
        var finding = Assert.Single(result.GetProperty("findings").EnumerateArray());
        Assert.Equal("Denied", result.GetProperty("outcome").GetString());
        Assert.Equal("""{"file":"manifests","line":6,"column":8}""", finding.GetProperty("place").GetRawText());
        Assert.Equal("""{"key":"one","value":"forbidden"}""", finding.GetProperty("witness").GetRawText());
        Assert.Equal("use another word", finding.GetProperty("fix").GetString());
    }

    [Fact]
    public async Task Allows_what_no_rule_denies()
    {
        var result = Only(await Validate(new { manifests = Good }));
        Assert.Equal("Allowed", result.GetProperty("outcome").GetString());
        Assert.Empty(result.GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task Says_the_sentence_of_every_finding_in_its_text()
    {
        var answer = await _server.Validate(Bad);
        Assert.Contains("denied: ConfigMap default/words", answer.Text(), StringComparison.Ordinal);
        Assert.Contains("SafeTest/forbidden-word: data.one: forbidden word: `one` is `forbidden` for `` beside 0 others; fix: use another word", answer.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judges_every_document_in_order()
    {
        var results = (await Validate(new { manifests = $"{Good}---\n{Bad.Replace("words", "others", StringComparison.Ordinal)}" })).GetProperty("results");
        Assert.Equal(["words", "others"], results.EnumerateArray().Select(r => r.GetProperty("object").GetProperty("name").GetString()));
        Assert.Equal(["Allowed", "Denied"], results.EnumerateArray().Select(r => r.GetProperty("outcome").GetString()));
    }

    [Theory]
    [InlineData("1.33", false)]
    [InlineData("v1.34.1", true)]
    public async Task Judges_for_the_kubernetes_version_that_is_named(string kubernetesVersion, bool removed)
    {
        var policy = "apiVersion: admissionregistration.k8s.io/v1beta1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: a}\nspec: {}\n";
        var findings = Only(await Validate(new { manifests = policy, rules = new[] { "SafeSchema/known-kind" }, kubernetesVersion })).GetProperty("findings");
        Assert.Equal(removed ? "removed kind" : "deprecated kind", Assert.Single(findings.EnumerateArray()).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Refuses_a_kubernetes_version_it_has_no_schemas_of() => Assert.Equal(
        "`kubernetesVersion`: there are no schemas of Kubernetes `1.5`; use `1.32`, `1.33`, `1.34`, `1.35`, `1.36` or `1.37`",
        (await _server.Call("validate_manifests", new Dictionary<string, object?> { ["manifests"] = Good, ["kubernetesVersion"] = "1.5" })).Refusal());

    [Fact]
    public async Task Reads_json_as_it_reads_yaml()
    {
        var data = await Validate(new { manifests = """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "words"}, "data": {"one": "forbidden"}}""" });
        Assert.Equal(1, data.GetProperty("summary").GetProperty("denied").GetInt32());
    }

    [Fact]
    public async Task Answers_an_unreadable_document_with_its_fault_and_judges_the_others()
    {
        var data = await Validate(new { manifests = $"{Bad}---\na: b: c\n" });
        var results = data.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal("Denied", results[0].GetProperty("outcome").GetString());
        Assert.Equal("CouldNotTell", results[1].GetProperty("outcome").GetString());
        Assert.NotEqual("", results[1].GetProperty("fault").GetProperty("problem").GetString());
        Assert.Equal(1, data.GetProperty("summary").GetProperty("unreadable").GetInt32());
    }

    [Fact]
    public async Task Lets_an_update_keep_what_was_there_before()
    {
        var result = Only(await Validate(new { manifests = Bad, old = Bad }));
        Assert.Equal("Allowed", result.GetProperty("outcome").GetString());
        Assert.Equal("existing", result.GetProperty("findings")[0].GetProperty("effect").GetString());
    }

    [Fact]
    public async Task Denies_an_update_that_makes_it_worse() =>
        Assert.Equal("Denied", Only(await Validate(new { manifests = Bad, old = Good })).GetProperty("outcome").GetString());

    [Fact]
    public async Task Judges_a_deletion() =>
        Assert.Equal("Denied", Only(await Validate(new { manifests = Bad, operation = "delete" })).GetProperty("outcome").GetString());

    [Fact]
    public async Task Takes_a_write_of_the_status_for_an_update() =>
        Assert.Equal("Denied", Only(await Validate(new { manifests = Bad, old = Good, subresource = "status" })).GetProperty("outcome").GetString());

    [Fact]
    public async Task Knows_the_author_it_is_told() =>
        Assert.Contains("for `jane`", Detail(await Validate(new { manifests = Bad, author = new { name = "jane", groups = new[] { "dev" } } })), StringComparison.Ordinal);

    [Fact]
    public async Task Sees_the_state_it_is_given() =>
        Assert.Contains("beside 1 others", Detail(await Validate(new { manifests = Bad, state = Good.Replace("words", "others", StringComparison.Ordinal) })), StringComparison.Ordinal);

    [Fact]
    public async Task Sees_the_cluster_of_the_server_when_no_state_is_given()
    {
        var others = Engine.Manifests.ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(Good), "");
        await using var server = await Server.Start(new(), new Fixed(new(ClusterView.Of(others.Manifests), Policies.Strict)));
        Assert.Contains("beside 1 others", Detail((await server.Validate(Bad)).Data()), StringComparison.Ordinal);
        Assert.Contains("beside 0 others", Detail((await server.Call("validate_manifests", Arguments(new { manifests = Bad, state = "" }))).Data()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_the_view_is_not_complete()
    {
        await using var server = await Server.Start(new(), new Fixed(new(ClusterView.Empty, Policies.Strict, "2 of 7 kinds are read")));
        var answer = await server.Validate(Bad);
        Assert.Equal("the view of the cluster is not complete: 2 of 7 kinds are read", answer.Data().GetProperty("notes")[0].GetString());
        Assert.Contains("2 of 7 kinds are read", answer.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_rules_it_could_not_judge_and_what_they_lack()
    {
        var left = Assert.Single(Only(await Validate(new { manifests = Good })).GetProperty("notJudged").EnumerateArray(), n => n.GetProperty("rule").GetString() == NeedsEverything.Id);
        Assert.Contains("`author`", left.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judges_every_rule_when_author_and_state_are_given() =>
        Assert.Empty(Only(await Validate(new { manifests = Good, author = new { name = "jane" }, state = "" })).GetProperty("notJudged").EnumerateArray());

    [Fact]
    public async Task Puts_objects_into_the_namespace_it_is_told() =>
        Assert.Equal("prod", Only(await Validate(new { manifests = Good, @namespace = "prod" })).GetProperty("object").GetProperty("namespace").GetString());

    [Theory]
    [InlineData("SafeTest/needs-everything", 0)]
    [InlineData("SafeTest/*", 1)]
    [InlineData("*", 1)]
    public async Task Judges_by_the_rules_it_is_told(string pattern, int findings) =>
        Assert.Equal(findings, (await Validate(new { manifests = Bad, rules = new[] { pattern } })).GetProperty("summary").GetProperty("errors").GetInt32());

    [Fact]
    public async Task Keeps_the_counts_and_says_what_a_summary_leaves_out()
    {
        var data = await Validate(new { manifests = Bad, detail = "summary" });
        Assert.Equal("Denied", Only(data).GetProperty("outcome").GetString());
        Assert.Empty(Only(data).GetProperty("findings").EnumerateArray());
        Assert.Equal(1, data.GetProperty("summary").GetProperty("errors").GetInt32());
        Assert.Equal(
            """{"results":0,"findings":1,"rules":[{"rule":"SafeTest/forbidden-word","findings":1}],"how":"ask with `detail` full"}""",
            data.GetProperty("omitted").GetRawText().Replace("\\u0060", "`", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Takes_null_for_what_is_left_out() =>
        Assert.Equal("Denied", Only((await _server.Call("validate_manifests", JsonSerializer.Serialize(new { manifests = Bad, old = (string?)null, author = (object?)null, rules = (object?)null }))).Data()).GetProperty("outcome").GetString());

    private async Task<JsonElement> Validate(object arguments) => (await _server.Call("validate_manifests", Arguments(arguments))).Data();

    private static Dictionary<string, object?> Arguments(object arguments) =>
        JsonSerializer.Deserialize<Dictionary<string, object?>>(JsonSerializer.Serialize(arguments))!;

    private static JsonElement Only(JsonElement data) => Assert.Single(data.GetProperty("results").EnumerateArray());

    private static string Detail(JsonElement data) => Only(data).GetProperty("findings")[0].GetProperty("detail").GetString()!;
}
