using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Clusters;
using PolyK8s.Cluster.EndToEnd.Install;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Cluster.EndToEnd.Rollouts;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Operating;

/// <summary>The product as it is installed: <c>config/default</c> in a cluster of its own, two replicas behind their Service, and nothing done by hand.</summary>
/// <remarks>The tests break it in every way they can, so they do not share the stage of the others. Each begins with <see cref="Ensure"/>.</remarks>
public sealed class Installation : IAsyncLifetime
{
    /// <summary>The collection of the tests that share it.</summary>
    public const string Name = "installation";

    private readonly string _folder = Directory.CreateTempSubdirectory("poly-k8s-installed-").FullName;
    private readonly List<Replica> _replicas = [];
    private LocalCluster? _cluster;
    private Kubectl? _kubectl;
    private string _kubeconfig = "";
    private int _started;

    /// <summary>The cluster.</summary>
    public LocalCluster Cluster => _cluster ?? throw new InvalidOperationException("not started");

    /// <summary>kubectl as the administrator.</summary>
    public Kubectl Kubectl => _kubectl ?? throw new InvalidOperationException("not started");

    /// <summary>The replicas that run.</summary>
    public IReadOnlyList<Replica> Replicas => _replicas;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _cluster = await LocalCluster.Start(await TestClusters.Assets("kube-apiserver", "kube-controller-manager"));
        _kubectl = await Kubectl.With(_cluster.Kubeconfig, _folder);
        // API servers from 1.21 on set it themselves.
        await Kubectl.Get("label", "namespace", "kube-system", "--overwrite", "kubernetes.io/metadata.name=kube-system");
        await Kubectl.Get("label", "namespace", "default", "--overwrite", "kubernetes.io/metadata.name=default");
    }

    /// <summary>Everything is installed, two replicas are ready, and the API server heeds them.</summary>
    public async Task Ensure()
    {
        var applied = await Eventually.Get(
            async () => await Kubectl.Run("apply", "-k", Path.Combine(Repository.Root, "config", "default"), await Installing.Validation(Kubectl)), a => a.Succeeded, TimeSpan.FromSeconds(180));
        applied.OrFail();
        await Kubectl.Get("wait", "--for=condition=Established", "crd", "-l", "app.kubernetes.io/name=poly-k8s", "--timeout=60s");
        if (_replicas.Count == 0)
        {
            _kubeconfig = await Installing.ProductKubeconfig(Kubectl, _folder);
        }

        while (_replicas.Count < 2)
        {
            await Add();
        }

        await Publish();
        await Enforced();
    }

    /// <summary>Waits until the API server refuses what must be refused.</summary>
    public async Task Enforced()
    {
        var refused = await Eventually.Get(() => Kubectl.Create(BadProfile, "--dry-run=server"), r => !r.Succeeded, TimeSpan.FromSeconds(180));
        Assert.Contains("SafeSchema/policy-object", refused.Errors, StringComparison.Ordinal);
    }

    /// <summary>What the Pod of <c>helm test</c> runs, as the account it runs as.</summary>
    /// <param name="patience">In place of its own.</param>
    public async Task<Finished> HelmTest(string patience)
    {
        var pod = ChartTemplate.Rendered("tests/enforcing.yaml");
        (await Kubectl.Create(pod.ToString(), "--dry-run=server")).OrFail();
        Assert.Equal("poly-k8s", pod.TextAt("spec", "serviceAccountName"));
        var arguments = pod.At("spec")!.ItemsAt("containers").Single().TextsAt("args").Select(a => a == "--timeout=60s" ? $"--timeout={patience}" : a);
        return await ProductProgram.Run([.. arguments, $"--kubeconfig={_kubeconfig}"]);
    }

    /// <summary>A policy that parses by its schema and names a rule that does not exist.</summary>
    public static string BadProfile => "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SafetyProfile, metadata: {generateName: bad-}, spec: {rules: [{rules: [SafeGone/rule], mode: Warn}]}}";

    /// <summary>One more replica.</summary>
    public async Task<Replica> Add()
    {
        var replica = await Replica.Start($"replica-{_started++}", _kubeconfig, Cluster.CallerAuthority);
        _replicas.Add(replica);
        return replica;
    }

    /// <summary>Stops a replica as a rolling update does: its endpoint goes a moment after the signal.</summary>
    public async Task Retire(Replica replica)
    {
        var ending = replica.Terminate();
        await Task.Delay(TimeSpan.FromSeconds(1));
        _replicas.Remove(replica);
        await Publish();
        await ending;
        await replica.DisposeAsync();
    }

    /// <summary>Ends all replicas at once, as a power failure does. Their endpoints stay.</summary>
    public async Task Kill()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        _replicas.Clear();
    }

    /// <summary>Writes the endpoints of the Service: there is no controller that does, and no Pod.</summary>
    public async Task Publish()
    {
        var ip = NetworkInterface.GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .FirstOrDefault(a => a.Address.AddressFamily == AddressFamily.InterNetwork)?.Address
            ?? throw new InvalidOperationException("this machine has no address but loopback, at which no Service may have endpoints");
        // Not by kubectl: on a busy machine its start takes longer than a replica drains.
        using var api = PlainApi.To(Cluster.Kubeconfig);
        var subsets = _replicas.Select(r => new JsonObject
        {
            ["addresses"] = new JsonArray(new JsonObject { ["ip"] = ip.ToString() }),
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "webhook", ["port"] = r.Port }),
        });
        var endpoints = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Endpoints",
            ["metadata"] = new JsonObject { ["name"] = "poly-k8s", ["namespace"] = "poly-k8s-system" },
            ["subsets"] = new JsonArray([.. subsets]),
        };

        Assert.NotNull(await api.Try(HttpMethod.Put, "api/v1/namespaces/poly-k8s-system/endpoints/poly-k8s", endpoints));
        await Slice(api, ip.ToString());
    }

    // Newer API servers find a Service's endpoints in slices, one port each here; an old one knows them not yet, or not this version.
    private async Task Slice(PlainApi api, string ip)
    {
        const string Slices = "apis/discovery.k8s.io/v1/namespaces/poly-k8s-system/endpointslices";
        if (await api.Try(HttpMethod.Get, Slices) is not { } there)
        {
            return;
        }

        var wanted = _replicas.ToDictionary(r => $"poly-k8s-{r.Port}", r => r.Port);
        foreach (var name in there["items"]!.AsArray().Select(slice => $"{slice!["metadata"]!["name"]}"))
        {
            if (!wanted.Remove(name))
            {
                Assert.NotNull(await api.Try(HttpMethod.Delete, $"{Slices}/{name}"));
            }
        }

        foreach (var (name, port) in wanted)
        {
            Assert.NotNull(await api.Try(HttpMethod.Post, Slices, new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["kubernetes.io/service-name"] = "poly-k8s" } },
                ["addressType"] = "IPv4",
                ["endpoints"] = new JsonArray(new JsonObject { ["addresses"] = new JsonArray(ip), ["conditions"] = new JsonObject { ["ready"] = true } }),
                ["ports"] = new JsonArray(new JsonObject { ["name"] = "webhook", ["port"] = port }),
            }));
        }
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await Kill();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
