using System.Net;
using PolyK8s.Cluster.EndToEnd.Clusters;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Operating;

/// <summary>One Pod of the Deployment in <c>config/manager</c>, as a process on this machine with the same arguments.</summary>
public sealed class Replica : IAsyncDisposable
{
    private readonly RunningProgram _program;

    private Replica(RunningProgram program, string name, int port, int metrics) => (_program, Name, Port, Metrics) = (program, name, port, metrics);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Where it answers reviews.</summary>
    public int Port { get; }

    /// <summary>Where it answers probes and shows metrics.</summary>
    public int Metrics { get; }

    /// <summary>What it wrote.</summary>
    public string Log => _program.Text;

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kubeconfig">The cluster, as the product's own user.</param>
    /// <param name="callers">The authority of whoever may ask for reviews.</param>
    public static async Task<Replica> Start(string name, string kubeconfig, string callers)
    {
        var (port, metrics) = (FreePort.On(IPAddress.Loopback), FreePort.On(IPAddress.Loopback));
        var deployment = ManifestReader.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "config", "manager", "deployment.yaml")), "").Manifests.Single().Root;
        var arguments = deployment.At("spec", "template", "spec")!.ItemsAt("containers")[0].TextsAt("args")
            .Where(a => !a.StartsWith("--listen", StringComparison.Ordinal) && !a.StartsWith("--metrics", StringComparison.Ordinal));
        string[] here = [$"--listen=0.0.0.0:{port}", $"--metrics=127.0.0.1:{metrics}", $"--kubeconfig={kubeconfig}", $"--identity={name}", "--drain-seconds=5", $"--client-ca={callers}", $"--client-name={CallerCertificate.Name}"];
        var replica = new Replica(ProductProgram.Start([.. arguments, .. here]), name, port, metrics);
        await Readiness.Of(replica._program, new($"http://127.0.0.1:{metrics}/readyz"), name);
        return replica;
    }

    /// <summary>Its metrics.</summary>
    public async Task<string> Scrape()
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri($"http://127.0.0.1:{Metrics}/metrics"));
    }

    /// <summary>Stops it as a kubelet does.</summary>
    public Task Terminate() => _program.Terminate();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
