using NJsonSchema;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Install;

/// <summary>The Helm chart says what <c>config/default</c> says.</summary>
public sealed class ChartTests
{
    /// <summary>Helm's objects for some values beside kustomize's for the tree and components that say the same: they cannot drift.</summary>
    [Theory]
    [InlineData("default", "")]
    [InlineData("default", "\"reports\":\"none\" \"reports\":\"openreports\"", "reports")]
    [InlineData("default", "\"secretNames\":false \"secretNames\":true \"configMapName\":\"\" \"configMapName\":\"poly-k8s-callers\"", "secretnames", "callers")]
    [InlineData("default", "\"mode\":\"self\" \"mode\":\"secret\"", "provided")]
    [InlineData("default", "\"monitoring\":{\"enabled\":false \"monitoring\":{\"enabled\":true", "monitoring")]
    [InlineData("production", "\"mode\":\"self\" \"mode\":\"cert-manager\" \"podDisruptionBudget\":{\"enabled\":false \"podDisruptionBudget\":{\"enabled\":true \"flowSchema\":{\"enabled\":false \"flowSchema\":{\"enabled\":true")]
    public async Task The_chart_is_the_same_as(string tree, string changes, params string[] components)
    {
        var template = new ChartTemplate(Changed(ChartTemplate.DefaultValues, changes), "poly-k8s-system");
        var rendered = Directory.EnumerateFiles(Path.Combine(ChartTemplate.Chart, "templates"), "*.yaml").SelectMany(file => ChartTemplate.Read(template.Render(File.ReadAllText(file))).AsEnumerable());
        var expected = ChartTemplate.Read(await Kustomized(tree, components)).Where(o => o.Kind is not ("Namespace" or "CustomResourceDefinition"));
        Assert.Equal(expected.Select(o => Sorted(o.Root).ToString()).Order(StringComparer.Ordinal), rendered.Select(o => Sorted(o.Root).ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_default_values_obey_their_schema() => Assert.Empty(await Faults(ChartTemplate.DefaultValues.ToString()));

    [Theory]
    [InlineData("\"replicas\":2", "\"replicas\":0")]
    [InlineData("\"replicas\":2", "\"replica\":2")]
    [InlineData("\"Ignore\"", "\"ignore\"")]
    [InlineData("\"timeoutSeconds\":3", "\"timeoutSeconds\":31")]
    public async Task A_mistaken_value_is_an_error(string value, string mistake)
    {
        var text = ChartTemplate.DefaultValues.ToString();
        Assert.Contains(value, text, StringComparison.Ordinal);
        Assert.NotEmpty(await Faults(text.Replace(value, mistake, StringComparison.Ordinal)));
    }

    private static async Task<IEnumerable<object>> Faults(string values) =>
        (await JsonSchema.FromFileAsync(Path.Combine(ChartTemplate.Chart, "values.schema.json"))).Validate(values);

    /// <summary>Values with some texts replaced: pairs of what stands there and what shall stand there.</summary>
    private static ManifestNode Changed(ManifestNode values, string changes)
    {
        var text = values.ToString();
        foreach (var pair in changes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2))
        {
            Assert.Contains(pair[0], text, StringComparison.Ordinal);
            text = text.Replace(pair[0], pair[1], StringComparison.Ordinal);
        }

        return ChartTemplate.Read(text).Single().Root;
    }

    private static async Task<string> Kustomized(string tree, string[] components)
    {
        var folder = Directory.CreateTempSubdirectory("poly-k8s-kustomize-").FullName;
        try
        {
            string At(string name) => Path.GetRelativePath(folder, Path.Combine(Repository.Root, "config", name));
            var text = $"resources: [{At(tree)}]\ncomponents: [{string.Join(", ", components.Select(At))}]\n";
            await File.WriteAllTextAsync(Path.Combine(folder, "kustomization.yaml"), text);
            var kubectl = await Finished.Of("bash", [Path.Combine(Repository.Root, "tests", "assets", "kubectl.sh")]);
            return (await Finished.Of(kubectl.OrFail().Output.Trim(), ["kustomize", folder])).OrFail().Output;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ManifestNode Sorted(ManifestNode node) => node.Kind switch
    {
        NodeKind.Object => ManifestNode.Object([.. node.Members.OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => new ManifestMember(m.Name, Sorted(m.Value)))]),
        NodeKind.Array => ManifestNode.Array([.. node.Items.Select(Sorted)]),
        _ => node,
    };
}
