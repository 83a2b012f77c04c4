using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Clusters;
using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Faults;

/// <summary>Very much, and very large.</summary>
[Collection(FaultStage.Name)]
public sealed class SizeTests(FaultStage stage)
{
    private const int Policies = 10_000;

    // etcd takes 128 operations in one transaction.
    private const int MostInOneGo = 125;

    [Fact]
    public async Task C_09_Ten_thousand_policies_hold_each_for_its_own_object()
    {
        var ns = await stage.Waiting();
        await Create(stage.Cluster, ns);
        async Task<string> Warning(string name) => (await stage.Ask(ns, name, $"apps/namespaces/{ns}/Deployment/{name}")).ToJsonString();
        var last = await Eventually.Get(() => Warning($"w{Policies - 1}"), text => text.Contains("excepted", StringComparison.Ordinal), TimeSpan.FromSeconds(180));
        Assert.Contains($"{ns}/for-w{Policies - 1}", last, StringComparison.Ordinal);
        Assert.Contains($"{ns}/for-w0", await Warning("w0"), StringComparison.Ordinal);
        Assert.Contains("\"allowed\":false", await Warning($"w{Policies}"), StringComparison.Ordinal);
        await stage.Kubectl.Get("delete", "safetyexception", "for-w0", "-n", ns);
        var gone = await Eventually.Get(() => Warning("w0"), text => text.Contains("\"allowed\":false", StringComparison.Ordinal));
        Assert.Contains("\"allowed\":false", gone, StringComparison.Ordinal);
    }

    // Written where the API server reads them: it would take a minute to accept as many.
    private static async Task Create(LocalCluster cluster, string ns)
    {
        using var client = new HttpClient { BaseAddress = cluster.Etcd };
        foreach (var some in Enumerable.Range(0, Policies).Chunk(MostInOneGo))
        {
            var puts = some.Select(i => new JsonObject
            {
                ["requestPut"] = new JsonObject { ["key"] = Base64($"/registry/safety.poly-k8s.io/safetyexceptions/{ns}/for-w{i}"), ["value"] = Base64(Exception(ns, i)) },
            });
            using var body = new StringContent(new JsonObject { ["success"] = new JsonArray([.. puts]) }.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var answer = await client.PostAsync(new Uri("v3/kv/txn", UriKind.Relative), body);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private static string Exception(string ns, int i) =>
        $$$"""{"apiVersion":"safety.poly-k8s.io/v1alpha1","kind":"SafetyException","metadata":{"name":"for-w{{{i}}}","namespace":"{{{ns}}}","uid":"{{{Guid.NewGuid()}}}","generation":1,"creationTimestamp":"2026-01-01T00:00:00Z"},"spec":{"rules":["SafeGraph/dependency-cycle"],"objects":[{"kinds":["Deployment"],"names":["w{{{i}}}"]}],"reason":"for a test","expiresAt":"2099-01-01T00:00:00Z"}}""";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
