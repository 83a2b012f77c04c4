using System.Text.Json;

namespace PolyK8s.Cli.Tests;

/// <summary><c>state</c>.</summary>
public sealed class StateCommandTests
{
    private const string Web = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop, generation: 2}\nspec: {replicas: 3}\n"
        + "status: {observedGeneration: 2, replicas: 4, updatedReplicas: 2, readyReplicas: 3, availableReplicas: 3, conditions: [{type: Progressing, status: 'True', reason: ReplicaSetUpdated, message: it moves}]}\n";

    [Fact]
    public async Task Tells_the_state_as_json_in_the_documented_shape() => Assert.Equal(
        """{"state":"Updating","reason":"PodsNotUpdated","message":"2 of 3 Pods are updated, 2 old ones are left","conditions":[{"type":"Progressing","status":"True","reason":"ReplicaSetUpdated","message":"it moves"}]}""",
        await Json("-f", "web.yaml"));

    [Fact]
    public async Task Tells_what_kstatus_says() => Assert.Equal(
        """{"state":"InProgress","reason":"LessUpdated","message":"Updated: 2/3","conditions":[{"type":"Reconciling","status":"True","reason":"LessUpdated","message":"Updated: 2/3"}]}""",
        await Json("-f", "web.yaml", "--compat", "kstatus"));

    [Fact]
    public async Task Tells_what_argo_says() => Assert.Equal(
        """{"state":"Progressing","reason":"","message":"Waiting for rollout to finish: 2 out of 3 new replicas have been updated...","conditions":[]}""",
        await Json("-f", "web.yaml", "--compat", "argo"));

    [Fact]
    public async Task Tells_what_kubectl_says() => Assert.Equal(
        """{"message":"Waiting for deployment \u0022web\u0022 rollout to finish: 2 out of 3 new replicas have been updated...","done":false,"error":null}""".Replace("\\u0022", "\\\"", StringComparison.Ordinal),
        await Json("-f", "web.yaml", "--compat", "kubectl"));

    [Fact]
    public async Task Reads_standard_input_and_writes_one_line_for_each_object()
    {
        using var run = new CliRun { Input = $"{Web}---\napiVersion: v1\nkind: Secret\nmetadata: {{name: s}}\n" };
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("state", "-f", "-"));
        Assert.Equal("Deployment/shop/web: Updating (PodsNotUpdated): 2 of 3 Pods are updated, 2 old ones are left\nSecret/s: Exists (NoLifecycle): a Secret is there or not; it has no other state\n", run.Out);
    }

    [Fact]
    public async Task Takes_the_last_of_two_keys_as_other_tools_do_and_says_so()
    {
        using var run = new CliRun { Input = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c}\nstatus:\n  phase: Pending\n  phase: Bound\n" };
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("state", "-f", "-", "--compat", "argo", "-o", "json"));
        Assert.Equal("Healthy", JsonDocument.Parse(run.Out).RootElement.GetProperty("state").GetString());
        Assert.Equal("poly-k8s: -:6:3: the key `phase` is there twice in one mapping, first at 5:3; the last one counts", Assert.Single(run.Errors));
    }

    [Fact]
    public async Task Lists_several_objects_in_their_order()
    {
        using var run = new CliRun { Input = $"{Web}---\napiVersion: v1\nkind: Secret\nmetadata: {{name: s}}\n" };
        await run.RunAsync("state", "-f", "-", "-o", "json");
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(["web Updating", "s Exists"], json.RootElement.EnumerateArray().Select(s => $"{s.GetProperty("object").GetProperty("name")} {s.GetProperty("state")}"));
    }

    [Theory]
    [InlineData("there is nothing to look at; name files with `-f`, or an object of the cluster with `--live KIND/NAME`", "state")]
    [InlineData("`-f` and `--live` are two places to look; leave one of them out", "state", "-f", "web.yaml", "--live", "deployment/web")]
    [InlineData("`--live web` names no object; write `KIND/NAME`, as in `deployment/web`", "state", "--live", "web")]
    public async Task Says_what_is_wrong_with_the_question(string line, params string[] args)
    {
        using var run = new CliRun().With("web.yaml", Web);
        Assert.Equal(ExitCodes.Usage, await run.RunAsync(args));
        Assert.Contains(line, Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_cannot_be_read_and_tells_the_rest()
    {
        using var run = new CliRun { Input = $"{Web}---\nkind: [\n" };
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("state", "-f", "-"));
        Assert.StartsWith("Deployment/shop/web: Updating", run.Out, StringComparison.Ordinal);
        Assert.NotEmpty(run.Errors);
    }

    private static async Task<string> Json(params string[] args)
    {
        using var run = new CliRun().With("web.yaml", Web);
        Assert.Equal(ExitCodes.Clean, await run.RunAsync([.. args.Prepend("state").Select(a => a == "web.yaml" ? run.At(a) : a), "-o", "json"]));
        return System.Text.Json.Nodes.JsonNode.Parse(run.Out)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
