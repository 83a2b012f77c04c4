using System.Text;
using System.Text.Json.Nodes;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Webhook.Tests;

/// <summary>What <c>/mutate</c> answers where a SchemaConstraint has defaults.</summary>
public sealed class MutateTests : IAsyncLifetime
{
    private static readonly ClusterView View = ClusterView.Of(ManifestReader.Read(
        "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SchemaConstraint, metadata: {name: colours}, spec: {match: {kinds: [ConfigMap]}, defaults: [{path: data.shade, value: dark}]}}"u8.ToArray(), "").Manifests);

    private Served _served = null!;

    public async Task InitializeAsync() => _served = await Served.WithAsync(Judge.OfAllRules, new Still(View, Policies.Strict));

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public async Task Answers_a_create_with_a_json_patch()
    {
        var response = await _served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("red")), "mutate");
        Assert.True((bool)response["allowed"]!);
        Assert.Equal("JSONPatch", (string?)response["patchType"]);
        Assert.Equal("""[{"op":"add","path":"/data/shade","value":"dark"}]""", Encoding.UTF8.GetString(Convert.FromBase64String((string)response["patch"]!)));
        Assert.Equal("colours", (string?)response["auditAnnotations"]!["defaults-of"]);
    }

    [Fact]
    public async Task Answers_without_a_patch_when_nothing_changes() =>
        AssertNoPatch(await _served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("red").Replace("\"data\":{", "\"data\":{\"shade\":\"light\",", StringComparison.Ordinal)), "mutate"));

    [Fact]
    public async Task Answers_the_object_that_was_patched_without_a_patch() =>
        AssertNoPatch(await _served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("red").Replace("\"data\":{", "\"data\":{\"shade\":\"dark\",", StringComparison.Ordinal)), "mutate"));

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("UPDATE", ""","subResource":"status" """)]
    [InlineData("CONNECT", ""","subResource":"proxy" """)]
    public async Task Adds_nothing_where_no_object_is_written(string operation, string more)
    {
        var paint = Reviews.ConfigMap("red");
        AssertNoPatch(await _served.ReviewAsync(Reviews.Of(operation, operation == "DELETE" ? "null" : paint, operation == "CONNECT" ? "null" : paint, more: more), "mutate"));
    }

    [Fact]
    public async Task Leaves_an_object_alone_whose_author_changed_nothing_there()
    {
        var paint = Reviews.ConfigMap("red");
        AssertNoPatch(await _served.ReviewAsync(Reviews.Of("UPDATE", paint.Replace("\"namespace\"", "\"labels\":{\"a\":\"b\"},\"namespace\"", StringComparison.Ordinal), paint), "mutate"));
    }

    [Fact]
    public async Task Never_patches_when_asked_to_validate() =>
        AssertNoPatch(await _served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("red"))));

    private static void AssertNoPatch(JsonObject response)
    {
        Assert.True((bool)response["allowed"]!);
        Assert.Null(response["patch"]);
        Assert.Null(response["patchType"]);
    }
}
