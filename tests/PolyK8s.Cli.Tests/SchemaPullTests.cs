using System.Text.RegularExpressions;
using PolyK8s.Engine;

namespace PolyK8s.Cli.Tests;

/// <summary><c>poly-k8s schema pull</c>.</summary>
public sealed class SchemaPullTests
{
    private const string Index = """{"paths": {"api": {}, "apis/apps": {}, "version": {}, "api/v1": {"serverRelativeURL": "//elsewhere.example.com/x"}, "apis/apps/v1": {"serverRelativeURL": "/openapi/v3/apis/apps/v1?hash=6A7E3D9B"}, "apis/../..": {}, "/etc/x": {}, "apis/a\\b/v1": {}}}""";
    private const string Core = """{"openapi": "3.0.0", "info": {"version": "v1.35.2"}, "paths": {}, "components": {"schemas": {}}}""";
    private const string Apps = """
        {"openapi": "3.0.0", "info": {"version": "v1.35.2"}, "paths": {}, "components": {"schemas": {"io.k8s.api.apps.v1.Deployment":
         {"type": "object", "x-kubernetes-group-version-kind": [{"group": "apps", "version": "v1", "kind": "Deployment"}], "properties": {"kind": {"type": "string"}}}}}}
        """;

    private static readonly Dictionary<string, (int, string)> Whole = new() { ["/openapi/v3"] = (200, Index), ["/openapi/v3/api/v1"] = (200, Core), ["/openapi/v3/apis/apps/v1"] = (200, Apps) };

    [Fact]
    public async Task Writes_the_documents_of_all_versions_and_nothing_elsewhere()
    {
        await using var server = await OpenApiServer.StartAsync(Whole);
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("config", server.Kubeconfig).With("a.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n");
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("schema", "pull", "@/out/schemas", "--kubeconfig", "@/config"));
        Assert.Matches("^2 documents of http://127.0.0.1:[0-9]+/ in out/schemas\n$", run.Out);
        Assert.Equal(["api__v1_openapi.json", "apis__apps__v1_openapi.json"], Directory.GetFileSystemEntries(run.At("out/schemas")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Apps, await File.ReadAllTextAsync(run.At("out/schemas/apis__apps__v1_openapi.json")));

        Assert.Equal(ExitCodes.Clean, await run.RunAsync("schema", "list", "--schema-dir", "@/out/schemas"));
        Assert.Matches(@"^apps/v1  Deployment  -           \S*out/schemas\n\n1 kind of Kubernetes 1.35; embedded:\n", run.Out);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("check", "-f", "@/a.yaml", "--schema-dir", "@/out/schemas"));
        Assert.Contains("SafeSchema/structure: metadata:", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "{}", "the API server at URL has no `/openapi/v3`, which came with Kubernetes 1.23; `check --kubernetes-version` judges by embedded schemas")]
    [InlineData(401, "{}", "the API server at URL does not accept our credentials for `/openapi/v3`")]
    [InlineData(403, "{}", "may not get `/openapi/v3`; grant the verb `get` on the nonResourceURL `/openapi/v3/*`")]
    [InlineData(500, "{\"kind\": \"Status\", \"message\": \"not today\"}", "the API server at URL answers `/openapi/v3` with 500: not today")]
    [InlineData(200, "{\"paths\"", "the API server at URL answers `/openapi/v3` with what cannot be read: 1:9: ")]
    [InlineData(200, "[]", "the API server at URL answers `/openapi/v3` with what cannot be read: it is no object")]
    [InlineData(200, "{\"paths\": {\"version\": {}}}", "the API server at URL names no document at `/openapi/v3`")]
    [InlineData(200, "{\"paths\": {\"api/v1\": {}}}", "the API server at URL answers `/openapi/v3/api/v1` with 404")]
    public async Task Says_in_one_line_why_a_server_cannot_be_read(int status, string body, string complaint)
    {
        await using var server = await OpenApiServer.StartAsync(new() { ["/openapi/v3"] = (status, body) });
        using var run = new CliRun().With("config", server.Kubeconfig);
        Assert.Equal(ExitCodes.Internal, await run.RunAsync("schema", "pull", "@/out", "--kubeconfig", "@/config"));
        Assert.StartsWith($"poly-k8s: {complaint}", Regex.Replace(Assert.Single(run.Errors), "http://127.0.0.1:[0-9]+/", "URL"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@/out", "`@/out/stray.json` is none of the cluster's documents and would be read as one; empty the folder first")]
    [InlineData("@/config", "`@/config` cannot be written: ")]
    public async Task Says_in_one_line_why_a_folder_cannot_be_written(string folder, string complaint)
    {
        await using var server = await OpenApiServer.StartAsync(Whole);
        using var run = new CliRun().With("config", server.Kubeconfig).With("out/stray.json", "{}");
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("schema", "pull", folder, "--kubeconfig", "@/config"));
        Assert.StartsWith($"poly-k8s: {complaint}", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_in_one_line_that_there_is_no_server()
    {
        string kubeconfig;
        await using (var server = await OpenApiServer.StartAsync([]))
        {
            kubeconfig = server.Kubeconfig;
        }

        using var run = new CliRun().With("config", kubeconfig);
        Assert.Equal(ExitCodes.Internal, await run.RunAsync("schema", "pull", "@/out", "--kubeconfig", "@/config"));
        Assert.Contains("cannot be read: Connection refused", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.False(Directory.Exists(run.At("out")));
    }
}
