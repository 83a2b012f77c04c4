using System.Text.Json;

namespace PolyK8s.Mcp.Tests;

/// <summary>What preview_mutation answers.</summary>
public sealed class PreviewMutationTests : IAsyncLifetime
{
    private const string Paint = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: paint\ndata:\n  colour: red\n";
    private const string Shade = "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SchemaConstraint, metadata: {name: colours}, spec: {match: {kinds: [ConfigMap]}, defaults: [{path: data.shade, value: dark}]}}";

    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Shows_the_patch_and_the_diff_of_a_constraint_that_is_tried_out()
    {
        var result = Assert.Single((await Preview(new { manifests = Paint, state = Shade })).GetProperty("results").EnumerateArray());
        Assert.Equal("""[{"op":"add","path":"/data/shade","value":"dark"}]""", result.GetProperty("patch").GetRawText());
        Assert.Equal("""["colours"]""", result.GetProperty("constraints").GetRawText());
        Assert.EndsWith(" data:\n   colour: red\n+  shade: dark\n", result.GetProperty("diff").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_objects_that_stay_as_they_are()
    {
        var answer = await Preview(new { manifests = Paint });
        Assert.Empty(answer.GetProperty("results").EnumerateArray());
        Assert.Equal(1, answer.GetProperty("unchanged").GetInt32());
    }

    [Fact]
    public async Task Leaves_an_old_object_alone_where_the_update_changes_nothing() => Assert.Empty(
        (await Preview(new { manifests = Paint.Replace("  name: paint\n", "  name: paint\n  labels: {a: b}\n", StringComparison.Ordinal), old = Paint, state = Shade }))
            .GetProperty("results").EnumerateArray());

    [Fact]
    public async Task Says_what_it_leaves_out_for_length()
    {
        var many = string.Join("---\n", Enumerable.Range(0, 200).Select(i => Paint.Replace("paint", $"paint-{i}", StringComparison.Ordinal)));
        var answer = await Preview(new { manifests = many, state = Shade });
        Assert.Equal(200, answer.GetProperty("results").GetArrayLength() + answer.GetProperty("omitted").GetInt32());
        Assert.InRange(answer.GetProperty("omitted").GetInt32(), 1, 199);
    }

    [Theory]
    [InlineData("""{"manifests": "a: b: c"}""", false)]
    [InlineData("""{"manifests": ""}""", true)]
    [InlineData("""{"manifests": "{}", "old": "a: b: c"}""", true)]
    [InlineData("""{"manifests": "{apiVersion: v1, kind: A, metadata: {name: a}}", "kubernetesVersion": "9"}""", true)]
    public async Task Says_what_is_wrong_with_a_question(string arguments, bool isRefused) =>
        Assert.Equal(isRefused, (await _server.Call("preview_mutation", arguments)).IsError);

    private async Task<JsonElement> Preview(object arguments) => (await _server.Call("preview_mutation", JsonSerializer.Serialize(arguments))).Data();
}
