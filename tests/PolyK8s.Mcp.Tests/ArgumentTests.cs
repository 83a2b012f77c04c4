using System.Text.Json;
using ModelContextProtocol;

namespace PolyK8s.Mcp.Tests;

/// <summary>A question that cannot be answered as asked gets one line: what, the value, what would be accepted.</summary>
public sealed class ArgumentTests : IAsyncLifetime
{
    private const string Good = "{apiVersion: v1, kind: ConfigMap, metadata: {name: words}}";
    private const string Bad = "{apiVersion: v1, kind: ConfigMap, metadata: {name: words}, data: {one: forbidden}}";

    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>Tool, arguments, and the whole line.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "validate_manifests", "{}", "`manifests` is missing" },
        { "validate_manifests", """{"manifests": ""}""", "`manifests` is empty" },
        { "validate_manifests", """{"manifests": null}""", "`manifests` is of type null; a string is accepted" },
        { "validate_manifests", """{"manifests": {"kind": "Pod"}}""", "`manifests` is of type object; a string is accepted" },
        { "validate_manifests", """{"manifests": "# nothing"}""", "`manifests` holds no object; accepted: Kubernetes objects as YAML or JSON text" },
        { "validate_manifests", """{"manifests": "M", "operation": "apply"}""", "`operation` is `apply`; accepted: create, update, delete" },
        { "validate_manifests", """{"manifests": "M", "operation": "Create"}""", "`operation` is `Create`; the nearest is `create`; accepted: create, update, delete" },
        { "validate_manifests", """{"manifests": "M", "manifest": "M"}""", "there is no argument `manifest`; the nearest is `manifests`; accepted: manifests, old, operation, subresource, author, state, namespace, rules, detail, kubernetesVersion" },
        { "validate_manifests", """{"manifests": "M", "path": "/etc/passwd"}""", "there is no argument `path`; accepted: manifests, old, operation, subresource, author, state, namespace, rules, detail, kubernetesVersion" },
        { "validate_manifests", """{"manifests": "M", "author": "jane"}""", "`author` is of type string; an object is accepted" },
        { "validate_manifests", """{"manifests": "M", "author": {"groups": []}}""", "`author.name` is missing" },
        { "validate_manifests", """{"manifests": "M", "author": {"name": "jane", "group": "dev"}}""", "there is no argument `author.group`; the nearest is `groups`; accepted: name, groups" },
        { "validate_manifests", """{"manifests": "M", "author": {"name": "jane", "groups": ["dev", 7]}}""", "`author.groups[1]` is of type number; a string is accepted" },
        { "validate_manifests", """{"manifests": "M", "rules": "*"}""", "`rules` is of type string; an array is accepted" },
        { "validate_manifests", """{"manifests": "M", "rules": ["SafeTest/forbiden-word"]}""", "there is no rule `SafeTest/forbiden-word`; the nearest is `SafeTest/forbidden-word`; list_rules names them all" },
        { "validate_manifests", """{"manifests": "M", "rules": ["SafeTast/*"]}""", "there is no rule `SafeTast/*`; the nearest is `SafeTest/*`; list_rules names them all" },
        { "validate_manifests", """{"manifests": "M", "subresource": "Status"}""", "`subresource` is `Status`; the nearest is `status`; accepted: status, scale, resize, ephemeralcontainers, approval, finalize, binding, eviction, token" },
        { "validate_manifests", """{"manifests": "M", "subresource": "status"}""", "an update needs the object before: `old` has no ConfigMap default/words" },
        { "validate_manifests", """{"manifests": "M", "subresource": "status", "operation": "create"}""", "`operation` is `create`, but the subresource `status` is only ever updated; accepted: update" },
        { "validate_manifests", """{"manifests": "M", "operation": "update"}""", "an update needs the object before: `old` has no ConfigMap default/words" },
        { "validate_manifests", """{"manifests": "M", "old": "{apiVersion: v1, kind: ConfigMap, metadata: {name: word}}"}""", "`old` has ConfigMap default/word, `manifests` has not: name them alike, leave it out, or judge its deletion by operation `delete`" },
        { "explain_rule", """{"rule": "forbidden-word"}""", "there is no rule `forbidden-word`; the nearest is `SafeTest/forbidden-word`; list_rules names them all" },
        { "explain_rule", """{"rule": "SafeTest/*"}""", "there is no rule `SafeTest/*`; list_rules names them all" },
        { "list_rules", """{"rules": ["nothing like it"]}""", "there is no rule `nothing like it`; list_rules names them all" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Names_the_mistake(string tool, string arguments, string line)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(arguments.Replace("\"M\"", JsonSerializer.Serialize(Good), StringComparison.Ordinal))!;
        Assert.Equal(line, (await _server.Call(tool, given.ToDictionary(pair => pair.Key, pair => (object?)pair.Value))).Refusal());
    }

    [Theory]
    [InlineData("old")]
    [InlineData("state")]
    public async Task Does_not_rely_on_text_it_cannot_read(string argument)
    {
        var line = (await _server.Call("validate_manifests", new Dictionary<string, object?> { ["manifests"] = Bad, [argument] = "a: b: c" })).Refusal();
        Assert.StartsWith($"`{argument}` cannot be relied on, 1 unreadable: {argument}:1:", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_tools_there_are_when_it_has_not_the_one_asked_for()
    {
        var error = await Assert.ThrowsAsync<McpProtocolException>(() => _server.Call("apply_manifests", "{}"));
        Assert.Contains("there is no tool `apply_manifests`; accepted: analyze_network, analyze_rbac, check_update, explain_rule, get_graph, get_state, list_rules, plan_rollout, preview_mutation, validate_manifests", error.Message, StringComparison.Ordinal);
    }
}
