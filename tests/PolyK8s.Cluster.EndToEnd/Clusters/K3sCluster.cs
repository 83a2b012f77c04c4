using System.Net;
using Testcontainers.K3s;

namespace PolyK8s.Cluster.EndToEnd.Clusters;

/// <summary>K3s in a container of this machine's Docker.</summary>
public sealed class K3sCluster : ITestCluster
{
    private const string Image = "rancher/k3s:v1.34.1-k3s1";

    private readonly K3sContainer _container;
    private readonly string _folder;

    private K3sCluster(K3sContainer container, string folder, IPAddress gateway) =>
        (_container, _folder, WebhookAddress) = (container, folder, gateway);

    /// <inheritdoc />
    public string Kubeconfig => Path.Combine(_folder, "kubeconfig");

    /// <inheritdoc />
    public IPAddress WebhookAddress { get; }

    /// <summary>Starts K3s and waits until it answers.</summary>
    public static async Task<ITestCluster> Start()
    {
        var container = new K3sBuilder(Image).Build();
        await container.StartAsync();
        var folder = Directory.CreateTempSubdirectory("poly-k8s-e2e-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "kubeconfig"), await container.GetKubeconfigAsync());

        // The container's default gateway is this machine.
        var route = await container.ExecAsync(["sh", "-c", "ip route show default | cut -d ' ' -f 3"]);
        return new K3sCluster(container, folder, IPAddress.Parse(route.Stdout.Trim()));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _container.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
