namespace PolyK8s.Cluster.Tests;

/// <summary>What is kept of the schemas of definitions, where they are kept.</summary>
public sealed class SlimSchemaTests
{
    [Fact]
    public async Task Keeps_of_schemas_what_is_judged_by()
    {
        const string Sent = """{"metadata":{"name":"a"},"spec":{"versions":[{"name":"v1","schema":{"openAPIV3Schema":{"type":"object","description":"long","properties":{"description":{"type":"string","description":"long","default":{"description":"kept"}},"list":{"type":"array","items":{"description":"long","anyOf":[{"description":"long","type":"string"}]}},"map":{"type":"object","additionalProperties":true}}}}}]}}""";
        const string Kept = """{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"a"},"spec":{"versions":[{"name":"v1","schema":{"openAPIV3Schema":{"type":"object","properties":{"description":{"type":"string","default":{"description":"kept"}},"list":{"type":"array","items":{"anyOf":[{"type":"string"}]}},"map":{"type":"object","additionalProperties":true}}}}}]}}""";
        await using var api = await TestApi.StartAsync();
        api.Lists.Enqueue((200, Wire.List(10, Sent)));
        await using var definitions = new Recorder(api, WatchedResources.With(secretNames: false, schemas: true).Single(r => r.Kind == "CustomResourceDefinition"));
        await definitions.UntilAsync("10: a");
        Assert.Equal(Kept, Assert.Single(definitions.Last.All).Root.ToString());
    }
}
