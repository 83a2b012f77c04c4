using System.Net;
using PolyK8s.Cluster.EndToEnd.Clusters;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>The real controllers of workloads and claims, for a cluster that has none.</summary>
internal static class Controllers
{
    /// <summary>Starts kube-controller-manager and waits until it is healthy.</summary>
    /// <param name="kubeconfig">The cluster, as its administrator.</param>
    /// <param name="folder">A folder for its certificate.</param>
    public static async Task<RunningProgram> Start(string kubeconfig, string folder)
    {
        var (assets, port) = (await TestClusters.Assets("kube-apiserver", "kube-controller-manager"), FreePort.On(IPAddress.Loopback));
        var program = Path.Combine(assets, "kube-controller-manager");
        var manager = RunningProgram.Start(program,
        [
            $"--kubeconfig={kubeconfig}",
            $"--authentication-kubeconfig={kubeconfig}",
            $"--authorization-kubeconfig={kubeconfig}",
            "--controllers=deployment,replicaset,statefulset,daemonset,job,persistentvolume-binder,resourcequota",
            "--leader-elect=false",
            "--kube-api-qps=500",
            "--kube-api-burst=500",
            "--bind-address=127.0.0.1",
            $"--secure-port={port}",
            $"--cert-dir={folder}/controllers",
            .. await InsecurePort.Closed(program),
        ]);
        try
        {
            await Readiness.Of(manager, new($"https://127.0.0.1:{port}/healthz"), "kube-controller-manager");
            return manager;
        }
        catch
        {
            await manager.DisposeAsync();
            throw;
        }
    }
}
