using System.Collections.Immutable;
using System.Text;
using NJsonSchema;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Install;

/// <summary>The Helm chart says what <c>config/default</c> says.</summary>
public sealed class ChartTests
{
    private static readonly string Chart = Path.Combine(Repository.Root, "charts", "poly-k8s-mcp");

    private static ManifestNode Values => Read(File.ReadAllText(Path.Combine(Chart, "values.yaml"))).Single().Root;

    [Theory]
    [InlineData("templates/deployment.yaml", "manager/deployment.yaml")]
    [InlineData("templates/service.yaml", "webhook/service.yaml")]
    [InlineData("templates/rbac.yaml", "rbac/service_account.yaml", "rbac/role.yaml", "rbac/role_binding.yaml", "rbac/safetyprofile_editor_role.yaml", "rbac/safetyprofile_viewer_role.yaml")]
    [InlineData("templates/webhook.yaml", "webhook/mutating.yaml", "webhook/validating.yaml")]
    [InlineData("templates/certificate.yaml")]
    [InlineData("templates/pod_disruption_budget.yaml")]
    public void A_template_with_the_default_values_is_the_same_as(string template, params string[] configs)
    {
        var rendered = new ChartTemplate(Values, "poly-k8s-system").Render(File.ReadAllText(Path.Combine(Chart, template)));
        var expected = configs.SelectMany(config => Read(File.ReadAllText(Path.Combine(Repository.Root, "config", config))).AsEnumerable());
        Assert.Equal(expected.Select(o => o.Root.ToString()), Read(rendered).Select(o => o.Root.ToString()));
    }

    [Fact]
    public async Task The_default_values_obey_their_schema() => Assert.Empty(await Faults(Values.ToString()));

    [Theory]
    [InlineData("\"replicas\":2", "\"replicas\":0")]
    [InlineData("\"replicas\":2", "\"replica\":2")]
    [InlineData("\"Ignore\"", "\"ignore\"")]
    [InlineData("\"timeoutSeconds\":3", "\"timeoutSeconds\":31")]
    public async Task A_mistaken_value_is_an_error(string value, string mistake)
    {
        var text = Values.ToString();
        Assert.Contains(value, text, StringComparison.Ordinal);
        Assert.NotEmpty(await Faults(text.Replace(value, mistake, StringComparison.Ordinal)));
    }

    private static async Task<IEnumerable<object>> Faults(string values) =>
        (await JsonSchema.FromFileAsync(Path.Combine(Chart, "values.schema.json"))).Validate(values);

    private static ImmutableArray<Manifest> Read(string yaml)
    {
        var set = ManifestReader.ReadTrees(Encoding.UTF8.GetBytes(yaml), "");
        return set.Manifests;
    }
}
