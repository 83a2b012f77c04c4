using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Clusters;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd;

/// <summary>A real API server with <c>config/default</c> installed, and the product as its webhook, for all end-to-end tests together.</summary>
/// <remarks>
/// The product runs on this machine, not in a Pod, with the token of its own service account: what
/// <c>config/rbac</c> does not grant, it cannot read here either.
/// </remarks>
public sealed class Stage : IAsyncLifetime
{
    /// <summary>The label by which the profiles of the tests find their namespaces.</summary>
    public const string Label = "safety.poly-k8s.io/test";

    private ITestCluster? _cluster;
    private ProductWebhook? _webhook;
    private Kubectl? _kubectl;

    /// <summary>kubectl as the cluster's administrator.</summary>
    public Kubectl Kubectl => _kubectl ?? throw new InvalidOperationException("the stage is not set");

    /// <summary>The kubeconfig of the cluster's administrator.</summary>
    public string Kubeconfig => _cluster?.Kubeconfig ?? throw new InvalidOperationException("the stage is not set");

    /// <summary>Whether nothing runs in the cluster: no controller, no scheduler, no kubelet.</summary>
    public bool IsBare => _cluster is LocalCluster;

    /// <summary>Where the API server reaches what runs on this machine.</summary>
    public IPAddress WebhookAddress => _cluster?.WebhookAddress ?? throw new InvalidOperationException("the stage is not set");

    /// <summary>What kubectl said when it applied <c>config/default</c>.</summary>
    public Finished Installed { get; private set; } = new("", 0, "", "");

    /// <summary>The folder for files of this run.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("poly-k8s-e2e-").FullName;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        try
        {
            await Set();
        }
        catch
        {
            // Nobody disposes of a fixture that did not come to be.
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>A fresh namespace that the product knows.</summary>
    /// <param name="mode">The value of <see cref="Label"/>: <c>enforce</c> for a namespace in which every rule is enforced.</param>
    public async Task<string> Namespace(string mode = "enforce")
    {
        var name = $"e2e-{Guid.NewGuid():N}"[..16];
        (await Kubectl.Apply($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}, labels: {{{Label}: {mode}}}}}}}")).OrFail();
        await (_webhook?.Knows("", "Namespace", name) ?? Task.CompletedTask);
        return name;
    }

    /// <summary>A kubeconfig file of the cluster's administrator, for the commands of the product.</summary>
    public async Task<string> Administrator()
    {
        var file = Path.Combine(Folder, "administrator.kubeconfig");
        if (!File.Exists(file))
        {
            await File.WriteAllTextAsync(file, await Kubectl.Get("config", "view", "--raw", "--minify", "--flatten"));
        }

        return file;
    }

    /// <summary>Enforces every rule in the namespaces of one label value.</summary>
    public async Task Enforce(string mode)
    {
        (await Kubectl.Apply($$"""
        apiVersion: safety.poly-k8s.io/v1alpha1
        kind: SafetyProfile
        metadata:
          name: e2e-{{mode}}
        spec:
          match:
            namespaceSelector:
              matchLabels:
                {{Label}}: {{mode}}
          rules:
          - rules: ["*"]
            mode: Enforce
        """)).OrFail();
        await (_webhook?.Knows("safety.poly-k8s.io", "SafetyProfile", $"e2e-{mode}") ?? Task.CompletedTask);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_cluster is GivenCluster && _kubectl is not null)
        {
            await Kubectl.Run("delete", "-k", Path.Combine(Repository.Root, "config", "default"), "--ignore-not-found", "--wait=false");
            await Kubectl.Run("delete", "namespaces", "-l", Label, "--wait=false");
        }

        if (_webhook is not null)
        {
            await _webhook.DisposeAsync();
        }

        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task Set()
    {
        _cluster = await TestClusters.Find();
        _kubectl = await Kubectl.With(_cluster.Kubeconfig, Folder);
        Installed = (await Kubectl.Run("apply", "-k", Path.Combine(Repository.Root, "config", "default"), await Installing.Validation(Kubectl))).OrFail();
        await Kubectl.Get("wait", "--for=condition=Established", "crd/safetyprofiles.safety.poly-k8s.io", "--timeout=60s");
        _webhook = await ProductWebhook.Start(await Installing.ProductKubeconfig(Kubectl, Folder), _cluster.WebhookAddress);
        await Register(_webhook, "validatingwebhookconfiguration/poly-k8s", "validate", entries: 2);
        await Register(_webhook, "mutatingwebhookconfiguration/poly-k8s", "mutate", entries: 1);
        await Enforce("enforce");

        // Nothing is tested before the API server heeds the registration.
        var heeded = await Eventually.Get(() => Kubectl.Create(Operating.Installation.BadProfile, "--dry-run=server"), r => !r.Succeeded);
        Assert.Contains("SafeSchema/policy-object", heeded.Errors, StringComparison.Ordinal);
    }

    /// <summary>Points a configuration of <c>config/webhook</c> at the product on this machine, and makes its absence a failure.</summary>
    private Task<string> Register(ProductWebhook webhook, string configuration, string path, int entries)
    {
        var client = new JsonObject
        {
            ["url"] = $"{webhook.Url}{path}",
            ["caBundle"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(webhook.AuthorityPem)),
        };
        var patches = Enumerable.Range(0, entries).SelectMany(i => new[] { Replace(i, "clientConfig", client.DeepClone()), Replace(i, "failurePolicy", "Fail"), Replace(i, "timeoutSeconds", 20) });
        return Kubectl.Get("patch", configuration, "--type=json", "--patch", $"[{string.Join(", ", patches)}]");
    }

    private static string Replace(int entry, string field, JsonNode value) =>
        new JsonObject { ["op"] = "replace", ["path"] = $"/webhooks/{entry}/{field}", ["value"] = value }.ToJsonString();
}
