using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Faults;

/// <summary>C-06: within the memory of its Pod the product answers a flood of the largest reviews, or turns them away, and goes on.</summary>
public sealed class MemoryTests
{
    [Fact]
    public async Task C_06_A_flood_of_the_largest_reviews_is_answered_within_the_memory_of_the_Pod()
    {
        var port = FreePort.On(IPAddress.Loopback);
        var state = Directory.CreateTempSubdirectory("poly-k8s-memory-").FullName;
        await File.WriteAllTextAsync(Path.Combine(state, "ns.yaml"), "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}\n");
        await using var product = RunningProgram.Start(
            ProductProgram.Command, ProductProgram.Arguments("webhook", $"--listen=127.0.0.1:{port}", "--state", state, "--drain-seconds=0"), ("DOTNET_GCHeapHardLimit", HeapLimit()));
        await Readiness.Of(product, new($"https://127.0.0.1:{port}/readyz"), "poly-k8s");
        using var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator }) { BaseAddress = new($"https://127.0.0.1:{port}/"), Timeout = TimeSpan.FromMinutes(10) };

        var large = Review(6_900_000);
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Post(client, large)));
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{answer.Status}: {answer.Text}"));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.OK);

        var (status, text) = await Post(client, Review(0));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("SafeGraph/dependency-cycle", text, StringComparison.Ordinal);
        Assert.False(product.HasEnded, product.Text);
        Directory.Delete(state, recursive: true);
    }

    /// <summary>What the runtime takes of the Pod's memory: three quarters, in hexadecimal digits.</summary>
    private static string HeapLimit()
    {
        var limit = ManifestReader.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "config", "manager", "deployment.yaml")), "").Manifests.Single()
            .Root.At("spec", "template", "spec")!.ItemsAt("containers")[0].TextAt("resources", "limits", "memory")!;
        Assert.EndsWith("Mi", limit, StringComparison.Ordinal);
        return (long.Parse(limit[..^2], System.Globalization.CultureInfo.InvariantCulture) * 1024 * 1024 * 3 / 4).ToString("x", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<(HttpStatusCode Status, string Text)> Post(HttpClient client, byte[] review)
    {
        using var body = new ByteArrayContent(review) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await client.PostAsync(new Uri("validate?timeout=30s", UriKind.Relative), body);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static byte[] Review(int size)
    {
        var variables = new JsonArray([.. Enumerable.Range(0, size / 100).Select(i => new JsonObject { ["name"] = $"VARIABLE_{i:D8}", ["value"] = new string('x', 54) })]);
        var deployment = JsonNode.Parse("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop","annotations":{"config.kubernetes.io/depends-on":"apps/namespaces/shop/Deployment/web"}},"spec":{"selector":{"matchLabels":{"app":"a"}},"template":{"metadata":{"labels":{"app":"a"}},"spec":{"containers":[{"name":"c","image":"c"}]}}}}""")!;
        deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["env"] = variables;
        var review = new JsonObject
        {
            ["apiVersion"] = "admission.k8s.io/v1",
            ["kind"] = "AdmissionReview",
            ["request"] = new JsonObject { ["uid"] = "u", ["operation"] = "CREATE", ["namespace"] = "shop", ["object"] = deployment, ["userInfo"] = new JsonObject { ["username"] = "jane", ["groups"] = new JsonArray("system:masters") } },
        };
        return Encoding.UTF8.GetBytes(review.ToJsonString());
    }
}
