using NJsonSchema;

namespace PolyK8s.Mcp.Tests;

/// <summary>What a tool answers is what its output schema says, checked by somebody else's validator.</summary>
public sealed class SchemaTests : IAsyncLifetime
{
    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("list_rules", "{}")]
    [InlineData("analyze_network", """{"manifests": "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {}}"}""")]
    [InlineData("analyze_network", """{"manifests": "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {}}", "from": "192.0.2.1", "to": "default/a", "port": "80"}""")]
    [InlineData("check_update", """{"old": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}", "new": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {one: forbidden}}"}""")]
    [InlineData("preview_mutation", """{"manifests": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}", "state": "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SchemaConstraint, metadata: {name: c}, spec: {match: {kinds: [ConfigMap]}, defaults: [{path: data.a, value: b}]}}"}""")]
    [InlineData("validate_manifests", """{"manifests": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}", "state": "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SchemaConstraint, metadata: {name: c}, spec: {match: {kinds: [ConfigMap]}, defaults: [{path: data.a, value: b}]}}"}""")]
    [InlineData("explain_rule", """{"rule": "SafeTest/needs-everything"}""")]
    [InlineData("validate_manifests", """{"manifests": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"}""")]
    [InlineData("validate_manifests", """{"manifests": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {one: forbidden}}\n---\na: b: c"}""")]
    [InlineData("validate_manifests", """{"manifests": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {one: forbidden}}", "detail": "summary"}""")]
    public async Task Answers_as_its_schema_says(string tool, string arguments)
    {
        var schema = await Schema(tool);
        Assert.Empty(schema.Validate((await _server.Call(tool, arguments)).Data().GetRawText()));
    }

    [Fact]
    public async Task Has_a_schema_that_an_incomplete_answer_does_not_fit()
    {
        var schema = await Schema("list_rules");
        Assert.NotEmpty(schema.Validate("""{"rules": [{"id": "a"}], "omitted": 0, "ruleSet": ""}"""));
        Assert.NotEmpty(schema.Validate("""{"rules": [], "omitted": 0, "ruleSet": "", "more": 1}"""));
    }

    private async Task<JsonSchema> Schema(string tool) =>
        await JsonSchema.FromJsonAsync((await _server.Client.ListToolsAsync()).Single(t => t.Name == tool).ReturnJsonSchema!.Value.GetRawText());
}
