using System.Collections.Concurrent;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using NJsonSchema;
using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>The tools by which an assistant writes to a real cluster.</summary>
[Collection(EndToEnd.Name)]
public sealed class McpWriteTests(Stage stage)
{
    [Fact]
    public async Task Writes_what_the_rules_allow_and_nothing_else()
    {
        var ns = await stage.Namespace("writes");
        (await stage.Kubectl.Apply(Deployment(ns))).OrFail();
        await using var client = await Client("--allow-writes", "--as", "root", "--as-group", "system:masters");
        var apply = new Dictionary<string, object?> { ["manifests"] = "{apiVersion: v1, kind: ConfigMap, metadata: {name: told}, data: {a: b}}", ["namespace"] = ns };

        // Nothing is written before the cluster has been read.
        var written = await Eventually.Get(() => Outcome(client, "apply_manifests", apply), o => o != "CouldNotTell");
        Assert.Equal("Written", written);
        Assert.Equal("b", await stage.Kubectl.Get("get", "configmap", "told", "-n", ns, "-o", "jsonpath={.data.a}"));

        var web = new Dictionary<string, object?> { ["kind"] = "Deployment", ["name"] = "web", ["namespace"] = ns };
        Assert.Equal("DryRun", await Outcome(client, "pause_rollout", new(web) { ["dryRun"] = true }));
        var told = new ConcurrentQueue<string>();
        var paused = await client.CallToolAsync("pause_rollout", new Dictionary<string, object?>(web) { ["wait"] = true }, new Progress(told));
        Assert.Equal("Settled", OutcomeOf(paused));
        // What is told on the way is heard beside the answer, and may be heard after it.
        Assert.True(await Eventually.Get(() => Task.FromResult(told.Any(line => line.StartsWith("deployment.apps/web: paused", StringComparison.Ordinal))), heard => heard), string.Join('\n', told));
        Assert.Equal("true", await stage.Kubectl.Get("get", "deployment", "web", "-n", ns, "-o", "jsonpath={.spec.paused}"));
        Assert.Equal("Refused", await Outcome(client, "restart_rollout", web));
        Assert.Equal("Conflict", await Outcome(client, "scale_workload", new(web) { ["replicas"] = 3 }));

        var bad = "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyProfile, metadata: {name: NAME}, spec: {rules: [{rules: [SafeGone/rule], mode: Warn}]}}".Replace("NAME", ns, StringComparison.Ordinal);
        var denied = await client.CallToolAsync("apply_manifests", new Dictionary<string, object?> { ["manifests"] = bad });
        Assert.Equal("Denied", OutcomeOf(denied));
        Assert.False((await stage.Kubectl.Run("get", "safetyprofile", ns)).Succeeded);

        var tool = (await client.ListToolsAsync()).Single(t => t.Name == "apply_manifests");
        var schema = await JsonSchema.FromJsonAsync(tool.ReturnJsonSchema!.Value.GetRawText());
        Assert.All([paused, denied], answer => Assert.Empty(schema.Validate(answer.StructuredContent!.Value.GetRawText())));
        var refused = await client.CallToolAsync("scale_workload", new Dictionary<string, object?>(web) { ["replicas"] = 1, ["timeoutSeconds"] = 9999 });
        Assert.Equal("`timeoutSeconds` is `9999`; 0 to 600 are accepted", Assert.IsType<TextContentBlock>(Assert.Single(refused.Content)).Text);
    }

    [Fact]
    public async Task Lists_the_tools_that_write_only_where_writing_is_allowed()
    {
        string[] writing = ["apply_manifests", "pause_rollout", "restart_rollout", "resume_rollout", "scale_workload", "undo_rollout"];
        await using var reader = await Client();
        Assert.Empty((await reader.ListToolsAsync()).Select(t => t.Name).Intersect(writing));
        await using var writer = await Client("--allow-writes");
        var tools = (await writer.ListToolsAsync()).ToDictionary(t => t.Name, t => t.ProtocolTool.Annotations!);
        Assert.Equal(tools.Keys.Order(StringComparer.Ordinal), tools.Keys);
        Assert.Equal(writing, tools.Where(t => t.Value.ReadOnlyHint == false).Select(t => t.Key));
        Assert.Equal(["pause_rollout", "resume_rollout"], writing.Where(t => tools[t].DestructiveHint == false));
        Assert.Equal(["restart_rollout", "undo_rollout"], writing.Where(t => tools[t].IdempotentHint == false));
    }

    private static string Deployment(string ns) => $$$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: {{{{ns}}}}}
        spec: {replicas: 1, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {schedulerName: nobody, containers: [{name: main, image: "web:1"}]}}}
        """;

    private Task<McpClient> Client(params IEnumerable<string> arguments) => McpClient.CreateAsync(new StdioClientTransport(new()
    {
        Command = ProductProgram.Command,
        Arguments = [.. ProductProgram.Arguments(["mcp", "--kubeconfig", stage.Kubeconfig, .. arguments])],
    }), new() { DiscoverProbeTimeout = TimeSpan.FromSeconds(60), InitializationTimeout = TimeSpan.FromMinutes(5) });

    private static async Task<string> Outcome(McpClient client, string tool, Dictionary<string, object?> arguments) => OutcomeOf(await client.CallToolAsync(tool, arguments));

    private static string OutcomeOf(CallToolResult answer) =>
        answer.StructuredContent is { } data ? data.GetProperty("results")[0].GetProperty("outcome").GetString()! : throw new InvalidOperationException(JsonSerializer.Serialize(answer.Content, McpJsonUtilities.DefaultOptions));

    private sealed class Progress(ConcurrentQueue<string> lines) : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value) => lines.Enqueue(value.Message ?? "");
    }
}
