using System.Text.Json;
using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tests;

/// <summary>What list_rules and explain_rule answer.</summary>
public sealed class RuleTests : IAsyncLifetime
{
    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Lists_every_rule_of_the_judge_in_order()
    {
        var answer = (await _server.Call("list_rules", "{}")).Data();
        var listed = answer.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ToArray();
        var all = Server.Judge.Book.Rules.Select(rule => rule.Card.Id).ToArray();
        Assert.Equal(all.Take(listed.Length), listed);
        Assert.Equal(all.Length - listed.Length, answer.GetProperty("omitted").GetInt32());

        // What does not fit is there for whoever asks module by module.
        var modules = all.Select(id => id.Split('/')[0]).Distinct().ToArray();
        var pages = new List<string?>();
        foreach (var module in modules)
        {
            var page = (await _server.Call("list_rules", $$"""{"rules": ["{{module}}/*"]}""")).Data();
            Assert.Equal(0, page.GetProperty("omitted").GetInt32());
            pages.AddRange(page.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()));
        }

        Assert.Equal(all, pages);
    }

    [Fact]
    public async Task Says_of_a_rule_what_it_covers_and_needs()
    {
        var rule = Assert.Single((await _server.Call("list_rules", """{"rules": ["SafeTest/needs-everything"]}""")).Data().GetProperty("rules").EnumerateArray());
        Assert.Equal(
            """[{"operations":["CREATE","UPDATE"],"kinds":["*","Deployment.apps"],"subresource":""}]""",
            rule.GetProperty("covers").GetRawText());
        Assert.True(rule.GetProperty("needsAuthor").GetBoolean());
        Assert.Equal("""["RoleBinding.rbac.authorization.k8s.io"]""", rule.GetProperty("needsKinds").GetRawText());
    }

    [Fact]
    public async Task Gives_the_same_digest_as_the_verdicts()
    {
        var digest = (await _server.Call("list_rules", "{}")).Data().GetProperty("ruleSet").GetString();
        var verdict = (await _server.Validate("{apiVersion: v1, kind: Pod, metadata: {name: a}}")).Data();
        Assert.Equal(verdict.GetProperty("summary").GetProperty("ruleSet").GetString(), digest);
    }

    [Fact]
    public async Task Explains_a_rule_by_its_whole_card()
    {
        var answer = await _server.Call("explain_rule", $$"""{"rule": "{{ForbiddenWord.Id}}"}""");
        var card = JsonSerializer.SerializeToElement(new ForbiddenWord().Card, EngineJson.Default.RuleCard);
        Assert.True(JsonElement.DeepEquals(card, answer.Data()));
        Assert.Contains("Covers: CREATE, UPDATE, DELETE of ConfigMap; UPDATE of ConfigMap (status)", answer.Text(), StringComparison.Ordinal);
    }
}
