using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Clusters;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Faults;

/// <summary>A cluster of its own that may be broken, and the product beside it, which watches it over a faulty way and is asked directly.</summary>
public sealed class FaultStage : IAsyncLifetime
{
    /// <summary>The collection of the tests that share it.</summary>
    public const string Name = "faults";

    private const string Waits = """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"NAME","namespace":"SPACE","annotations":{"config.kubernetes.io/depends-on":"OTHER"}},"spec":{"selector":{"matchLabels":{"app":"a"}},"template":{"metadata":{"labels":{"app":"a"}},"spec":{"containers":[{"name":"c","image":"c"}]}}}}""";

    private static readonly HttpClient Client = new(new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });

    private readonly string _folder = Directory.CreateTempSubdirectory("poly-k8s-faults-").FullName;
    private LocalCluster? _cluster;
    private FaultyWay? _way;
    private ProductWebhook? _webhook;
    private Kubectl? _kubectl;
    private int _asked;

    /// <summary>The cluster.</summary>
    public LocalCluster Cluster => _cluster ?? throw new InvalidOperationException("not started");

    /// <summary>The way to it.</summary>
    public FaultyWay Way => _way ?? throw new InvalidOperationException("not started");

    /// <summary>kubectl as the administrator, on a way without faults.</summary>
    public Kubectl Kubectl => _kubectl ?? throw new InvalidOperationException("not started");

    /// <summary>A kubeconfig of the product's own user, on a way without faults.</summary>
    public string ProductKubeconfig { get; private set; } = "";

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _cluster = await LocalCluster.Start(await TestClusters.Assets());
        _kubectl = await Kubectl.With(_cluster.Kubeconfig, _folder);
        (await Kubectl.Run("apply", "-k", Path.Combine(Repository.Root, "config", "default"), await Installing.Validation(Kubectl))).OrFail();
        await Kubectl.Get("wait", "--for=condition=Established", "crd/safetyprofiles.safety.poly-k8s.io", "crd/safetyexceptions.safety.poly-k8s.io", "--timeout=60s");

        // The product is asked directly here: what the tests write is not to wait for it.
        await Kubectl.Get("delete", "validatingwebhookconfiguration/poly-k8s", "mutatingwebhookconfiguration/poly-k8s");
        _way = await FaultyWay.To(_cluster.Url);
        var kubeconfig = await Installing.ProductKubeconfig(Kubectl, _folder);
        ProductKubeconfig = Path.Combine(_folder, "direct.kubeconfig");
        File.Copy(kubeconfig, ProductKubeconfig);
        var product = await Kubectl.With(kubeconfig, _folder);
        var current = (await product.Get("config", "view", "--minify", "-o", "jsonpath={.clusters[0].name}")).Trim();
        await product.Get("config", "unset", $"clusters.{current}.certificate-authority-data");
        await product.Get("config", "set-cluster", current, $"--server={_way.Url}");
        _webhook = await ProductWebhook.Start(kubeconfig, _cluster.WebhookAddress);
        (await Kubectl.Apply("{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyProfile, metadata: {name: all}, spec: {rules: [{rules: ['SafeGraph/dependency-cycle'], mode: Enforce}]}}")).OrFail();
    }

    /// <summary>A kubeconfig of the administrator by another way.</summary>
    public async Task<string> KubeconfigBy(Uri server, string name)
    {
        var file = Path.Combine(_folder, name);
        var lines = (await File.ReadAllLinesAsync(Cluster.Kubeconfig)).Where(line => !line.Contains("certificate-authority:", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(file, lines.Select(line => line.Replace(Cluster.Url.ToString().TrimEnd('/'), server.ToString().TrimEnd('/'), StringComparison.Ordinal)));
        return file;
    }

    /// <summary>A namespace in which <c>one</c> waits for <c>two</c>, once the product knows.</summary>
    public async Task<string> Waiting()
    {
        var ns = $"faults-{Guid.NewGuid():N}"[..16];
        (await Kubectl.Apply($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {ns}}}}}")).OrFail();
        (await Kubectl.Apply(Admission.Workload.Deployment(ns, "one", dependsOn: "two"))).OrFail();
        Assert.False(await Eventually.Get(() => Allows(ns), allowed => !allowed));
        return ns;
    }

    /// <summary>Whether <c>two</c> may wait for <c>one</c>, which closes a cycle while <c>one</c> is there.</summary>
    public async Task<bool> Allows(string ns)
    {
        var answer = await Ask(ns, "two", $"apps/namespaces/{ns}/Deployment/one");
        Assert.Equal(!(bool)answer["allowed"]!, answer.ToJsonString().Contains("SafeGraph/dependency-cycle", StringComparison.Ordinal));
        return (bool)answer["allowed"]!;
    }

    /// <summary>The product's answer about a Deployment that waits for something.</summary>
    public async Task<JsonNode> Ask(string ns, string name, string dependsOn)
    {
        var deployment = JsonNode.Parse(Waits.Replace("NAME", name, StringComparison.Ordinal).Replace("SPACE", ns, StringComparison.Ordinal).Replace("OTHER", dependsOn, StringComparison.Ordinal));
        var review = new JsonObject
        {
            ["apiVersion"] = "admission.k8s.io/v1",
            ["kind"] = "AdmissionReview",
            ["request"] = new JsonObject
            {
                ["uid"] = Interlocked.Increment(ref _asked).ToString(CultureInfo.InvariantCulture),
                ["operation"] = "CREATE",
                ["namespace"] = ns,
                ["object"] = deployment,
                ["resource"] = new JsonObject { ["group"] = "apps", ["version"] = "v1", ["resource"] = "deployments" },
                ["userInfo"] = new JsonObject { ["username"] = "jane", ["groups"] = new JsonArray("system:masters") },
            },
        };
        using var body = new StringContent(review.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await Client.PostAsync(new Uri(_webhook!.Url, "validate?timeout=30s"), body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!["response"]!;
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { _webhook, _way, _cluster })
        {
            await (part?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        Directory.Delete(_folder, recursive: true);
    }
}
