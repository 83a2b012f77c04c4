using System.Net.Http.Headers;
using System.Text;
using PolyK8s.Cluster.EndToEnd.Clusters;
using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Faults;

/// <summary>Very much, and very large.</summary>
[Collection(FaultStage.Name)]
public sealed class SizeTests(FaultStage stage)
{
    private const int Policies = 10_000;

    [Fact]
    public async Task C_09_Ten_thousand_policies_hold_each_for_its_own_object()
    {
        var ns = await stage.Waiting();
        await Create(stage.Cluster, ns);
        async Task<string> Warning(string name) => (await stage.Ask(ns, name, $"apps/namespaces/{ns}/Deployment/{name}")).ToJsonString();
        var last = await Eventually.Get(() => Warning($"w{Policies - 1}"), text => text.Contains("excepted", StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        Assert.Contains($"{ns}/for-w{Policies - 1}", last, StringComparison.Ordinal);
        Assert.Contains($"{ns}/for-w0", await Warning("w0"), StringComparison.Ordinal);
        Assert.Contains("\"allowed\":false", await Warning($"w{Policies}"), StringComparison.Ordinal);
        await stage.Kubectl.Get("delete", "safetyexceptions", "--all", "-n", ns, "--wait=false");
        var gone = await Eventually.Get(() => Warning("w0"), text => text.Contains("\"allowed\":false", StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        Assert.Contains("\"allowed\":false", gone, StringComparison.Ordinal);
    }

    private static async Task Create(LocalCluster cluster, string ns)
    {
        using var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator }) { BaseAddress = cluster.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", cluster.Token);
        await Parallel.ForEachAsync(Enumerable.Range(0, Policies), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, cancelled) =>
        {
            var exception = $$$"""{"apiVersion":"safety.poly-k8s.io/v1alpha1","kind":"SafetyException","metadata":{"name":"for-w{{{i}}}"},"spec":{"rules":["SafeGraph/dependency-cycle"],"objects":[{"kinds":["Deployment"],"names":["w{{{i}}}"]}],"reason":"for a test","expiresAt":"2099-01-01T00:00:00Z"}}""";
            using var body = new StringContent(exception, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var answer = await client.PostAsync(new Uri($"apis/safety.poly-k8s.io/v1alpha1/namespaces/{ns}/safetyexceptions", UriKind.Relative), body, cancelled);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancelled));
        });
    }
}
