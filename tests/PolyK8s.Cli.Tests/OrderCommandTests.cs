using System.Text.Json.Nodes;
using PolyK8s.Fixtures;

namespace PolyK8s.Cli.Tests;

/// <summary><c>poly-k8s order</c>.</summary>
public sealed class OrderCommandTests
{
    private const string DependsOn = "config.kubernetes.io/depends-on";

    [Fact]
    public async Task Writes_waves_and_nothing_else_as_json()
    {
        using var run = new CliRun().With("all/b.yaml", ConfigMap("b", (DependsOn, "/namespaces/shop/ConfigMap/a"))).With("all/a.yaml", ConfigMap("a")).With("all/ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("order", "-f", "@/all", "-o", "json"));
        var expected = JsonNode.Parse("""
            {"waves":[
              [{"group":"","kind":"Namespace","namespace":"","name":"shop"}],
              [{"group":"","kind":"ConfigMap","namespace":"shop","name":"a"}],
              [{"group":"","kind":"ConfigMap","namespace":"shop","name":"b"}]]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(run.Out)), run.Out);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public async Task Reverses_the_waves_for_deletion()
    {
        using var run = new CliRun().With("b.yaml", ConfigMap("b", (DependsOn, "/namespaces/shop/ConfigMap/a")) + "---\n" + ConfigMap("a"));
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("order", "-f", "@/b.yaml", "--reverse"));
        Assert.Equal("wave 1\n  ConfigMap shop/b\nwave 2\n  ConfigMap shop/a\n", run.Out);
    }

    [Fact]
    public async Task Orders_a_chain_of_50_000_objects()
    {
        const int Length = 50_000;
        var chain = Enumerable.Range(0, Length).Select(i => ConfigMap($"c{i}", [.. i == 0 ? [] : new[] { (DependsOn, $"/namespaces/shop/ConfigMap/c{i - 1}") }]));
        using var run = new CliRun().With("chain.yaml", string.Join("---\n", chain));
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("order", "-f", "@/chain.yaml"));
        Assert.EndsWith($"wave {Length}\n  ConfigMap shop/c{Length - 1}\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_10_000_objects_that_one_waits_for()
    {
        const int Width = 10_000;
        var objects = Enumerable.Range(0, Width).Select(i => ConfigMap($"c{i}")).Append(ConfigMap("top", (DependsOn, string.Join(',', Enumerable.Range(0, Width).Select(i => $"/namespaces/shop/ConfigMap/c{i}")))));
        using var run = new CliRun().With("layer.yaml", string.Join("---\n", objects));
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("order", "-f", "@/layer.yaml"));
        Assert.EndsWith("wave 2\n  ConfigMap shop/top\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Ends_with_1_and_the_shortest_cycle(string output)
    {
        using var run = new CliRun().With("all.yaml", string.Join("---\n",
            ConfigMap("a", (DependsOn, "/namespaces/shop/ConfigMap/b")), ConfigMap("b", (DependsOn, "/namespaces/shop/ConfigMap/c,/namespaces/shop/ConfigMap/a")), ConfigMap("c", (DependsOn, "/namespaces/shop/ConfigMap/a")), ConfigMap("d")));
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("order", "-f", "@/all.yaml", "-o", output));
        if (output == "json")
        {
            var cycle = JsonNode.Parse(run.Out)!["cycle"]!.AsArray();
            Assert.Equal(["a", "b"], cycle.Select(step => (string)step!["name"]!).Order());
            Assert.All(cycle, step => Assert.Equal(DependsOn, (string)step!["source"]!));
            Assert.Empty(JsonNode.Parse(run.Out)!["waves"]!.AsArray());
        }
        else
        {
            Assert.Equal(2, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Contains("ConfigMap shop/a waits for ConfigMap shop/b (config.kubernetes.io/depends-on)", run.Out, StringComparison.Ordinal);
        }

        Assert.Contains(run.Errors, line => line.EndsWith("objects wait for themselves in a cycle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_what_cannot_be_followed_with_its_place_and_still_orders_the_rest()
    {
        using var run = new CliRun().With("all.yaml", ConfigMap("a", (DependsOn, "ConfigMap/b")) + "---\n" + ConfigMap("b", (DependsOn, "/namespaces/shop/ConfigMap/gone")));
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("order", "-f", "@/all.yaml"));
        Assert.Equal("wave 1\n  ConfigMap shop/a\n  ConfigMap shop/b\n", run.Out);
        Assert.Equal(2, run.Errors.Length);
        Assert.StartsWith("poly-k8s: @/all.yaml:", run.Errors[0], StringComparison.Ordinal);
        Assert.Contains("the entry names no object: `ConfigMap/b`", run.Errors[0], StringComparison.Ordinal);
        Assert.Contains("`ConfigMap shop/gone` is not among the objects given", run.Errors[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is nothing to look at", "order")]
    [InlineData("holds no .yaml", "order", "-f", "@/empty")]
    [InlineData("does not exist", "order", "-f", "@/gone")]
    [InlineData("it must be", "order", "-f", "@/empty", "-o", "xml")]
    [InlineData("there is nothing to look at", "graph")]
    [InlineData("`--depth` counts steps", "graph", "-f", "@/one.yaml", "--depth", "-1")]
    [InlineData("write `KIND/NAME`", "graph", "-f", "@/one.yaml", "--focus", "web")]
    [InlineData("there is no object of that kind", "graph", "-f", "@/one.yaml", "--focus", "Deployment/web")]
    [InlineData("of that kind there are `shop/one`", "graph", "-f", "@/one.yaml", "--focus", "configmap/shop/two")]
    [InlineData("exclude one another", "graph", "-f", "@/one.yaml", "--live")]
    [InlineData("there is nothing to look at", "endpoints")]
    public async Task Says_what_is_wrong_with_the_command_line(string problem, params string[] args)
    {
        using var run = new CliRun().With("one.yaml", ConfigMap("one"));
        Directory.CreateDirectory(run.At("empty"));
        Assert.Equal(ExitCodes.Usage, await run.RunAsync(args));
        Assert.Empty(run.Out);
        var line = Assert.Single(run.Errors);
        Assert.Contains(problem, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draws_what_the_real_parsers_of_dot_and_mermaid_read()
    {
        // Names nobody may have, and everything a name could break out with.
        const string Hostile = "\"a\\\"]; }} -->|x| `b` # <i>&amp; %% end {{$(x)\"";
        using var run = new CliRun().With("all.yaml", string.Join("---\n",
            ConfigMap("a", (DependsOn, "/namespaces/shop/ConfigMap/b")), ConfigMap("b"), ConfigMap(Hostile), ConfigMap("end"),
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: x, envFrom: [{configMapRef: {name: gone}}]}]}}}\n"))
            .With("cycle.yaml", ConfigMap("a", (DependsOn, "/namespaces/shop/ConfigMap/b")) + "---\n" + ConfigMap("b", (DependsOn, "/namespaces/shop/ConfigMap/a")))
            .With("many.yaml", string.Join("---\n", Enumerable.Range(0, 70).Select(i => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c{i}, namespace: n{i % 3}}}\n")));
        var drawn = new List<(string, string)>();
        foreach (var (command, file) in new[] { ("order", "all"), ("order", "cycle"), ("graph", "all"), ("graph", "cycle"), ("graph", "many") })
        {
            foreach (var language in new[] { "dot", "mermaid" })
            {
                await run.RunAsync(command, "-f", $"@/{file}.yaml", "-o", language);
                drawn.Add((language, run.Out));
            }
        }

        Assert.All(await DiagramParser.ProblemsAsync([.. drawn]), Assert.Empty);
        var broken = await DiagramParser.ProblemsAsync(("dot", drawn[0].Item2.TrimEnd()[..^1]), ("mermaid", drawn[1].Item2 + "n0 --> ["));
        Assert.All(broken, Assert.NotEmpty);
    }

    [Fact]
    public async Task Highlights_cycles_and_what_is_missing_and_collapses_many_objects()
    {
        using var run = new CliRun()
            .With("cycle.yaml", ConfigMap("a", (DependsOn, "/namespaces/shop/ConfigMap/b")) + "---\n" + ConfigMap("b", (DependsOn, "/namespaces/shop/ConfigMap/a,/namespaces/shop/ConfigMap/gone")))
            .With("many.yaml", string.Join("---\n", Enumerable.Range(0, 61).Select(i => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c{i}, namespace: n{i % 3}}}\n")));
        Assert.Equal(ExitCodes.Clean, await run.RunAsync("graph", "-f", "@/cycle.yaml", "-o", "json"));
        var graph = JsonNode.Parse(run.Out)!;
        Assert.Equal("poly-k8s/v1", (string?)graph["apiVersion"]);
        Assert.Equal(2, graph["nodes"]!.AsArray().Count(n => (bool)n!["onCycle"]!));
        Assert.Equal("gone", (string?)graph["nodes"]!.AsArray().Single(n => (bool)n!["missing"]!)!["name"]);
        Assert.Single(graph["edges"]!.AsArray(), e => (bool)e!["dangling"]!);
        await run.RunAsync("graph", "-f", "@/cycle.yaml", "-o", "html");
        Assert.Contains("class=\"cycle\"", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", run.Out, StringComparison.Ordinal);
        await run.RunAsync("graph", "-f", "@/many.yaml", "-o", "mermaid");
        Assert.Equal(3, run.Out.Split('\n').Count(line => line.Contains(" objects\"]", StringComparison.Ordinal)));
        await run.RunAsync("graph", "-f", "@/many.yaml", "-o", "mermaid", "--focus", "ConfigMap/n1/c1", "--depth", "0");
        Assert.Single(run.Out.Split('\n'), line => line.Contains("ConfigMap n1/c1", StringComparison.Ordinal));
    }

    private static string ConfigMap(string name, params (string Name, string Value)[] annotations) =>
        $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  namespace: shop\n  name: {name}\n{(annotations.Length == 0 ? "" : "  annotations:\n")}{string.Concat(annotations.Select(a => $"    {a.Name}: {a.Value}\n"))}";
}
