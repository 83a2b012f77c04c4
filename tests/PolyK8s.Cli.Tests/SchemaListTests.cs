using System.Text.Json.Nodes;

namespace PolyK8s.Cli.Tests;

/// <summary><c>poly-k8s schema list</c>.</summary>
public sealed class SchemaListTests
{
    private const string Definition = """
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "taps.water.example.com"},
         "spec": {"group": "water.example.com", "names": {"kind": "Tap", "plural": "taps"}, "scope": "Cluster",
          "versions": [{"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": {"type": "object"}}}]}}
        """;

    [Fact]
    public async Task Lists_kinds_with_their_scope_and_every_embedded_version_with_its_source()
    {
        using var run = new CliRun();
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("schema", "list"));
        var lines = run.Out.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray();
        Assert.Contains("v1 Pod namespaced embedded", lines);
        Assert.Contains("v1 Namespace cluster embedded", lines);
        Assert.Contains("apps/v1 Deployment namespaced embedded", lines);
        Assert.Contains("1.36 npm @kubernetes/client-node 2.0.1 (the default)", lines);
        Assert.Equal(6, lines.Count(line => line.StartsWith("1.3", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1.32", false)]
    [InlineData("1.36", true)]
    public async Task Lists_the_kinds_of_the_version_that_is_named(string version, bool there)
    {
        using var run = new CliRun();
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("schema", "list", "--kubernetes-version", version, "-o", "json"));
        var list = JsonNode.Parse(run.Out)!;
        Assert.Equal(version, (string?)list["kubernetesVersion"]);
        Assert.Equal(there, list["kinds"]!.AsArray().Any(k => (string?)k!["apiVersion"] == "resource.k8s.io/v1" && (string?)k["kind"] == "ResourceClaim"));
        Assert.Single(list["embedded"]!.AsArray(), e => (bool)e!["isDefault"]!);
    }

    [Fact]
    public async Task Names_the_file_a_kind_comes_from()
    {
        using var run = new CliRun().With("tap.json", Definition);
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("schema", "list", "--crd", "@/tap.json", "-o", "json"));
        var tap = Assert.Single(JsonNode.Parse(run.Out)!["kinds"]!.AsArray(), k => (string?)k!["kind"] == "Tap")!;
        Assert.Equal(("water.example.com/v1", false, "tap.json"), ((string)tap["apiVersion"]!, (bool)tap["namespaced"]!, (string)tap["source"]!));
    }
}
