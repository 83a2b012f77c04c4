using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Clusters;

/// <summary>Finds a cluster for the tests. There is always one, or the tests fail: a skipped end-to-end test proves nothing.</summary>
public static class TestClusters
{
    /// <summary>
    /// In this order: <c>POLYK8S_TEST_KUBECONFIG</c>; the programs in <c>KUBEBUILDER_ASSETS</c>; K3s in a reachable Docker;
    /// the programs that <c>tests/assets/kube-assets.sh</c> finds or builds.
    /// </summary>
    public static async Task<ITestCluster> Find()
    {
        if (Environment.GetEnvironmentVariable("POLYK8S_TEST_KUBECONFIG") is { Length: > 0 } kubeconfig)
        {
            return new GivenCluster(kubeconfig);
        }

        if (Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is not { Length: > 0 } && await HasDocker())
        {
            return await K3sCluster.Start();
        }

        return await LocalCluster.Start(await Assets());
    }

    /// <summary>The folder with the programs of a local cluster.</summary>
    /// <param name="programs">Which of them are needed; kube-apiserver when none is named.</param>
    public static async Task<string> Assets(params string[] programs)
    {
        var script = await Finished.Of("bash", [Path.Combine(Repository.Root, "tests", "assets", "kube-assets.sh"), .. programs]);
        return script.Succeeded
            ? script.Output.Trim()
            : throw new InvalidOperationException(
                $"no cluster to test against: set POLYK8S_TEST_KUBECONFIG, or KUBEBUILDER_ASSETS, or start Docker, or let tests/assets/kube-assets.sh build one ({script.Errors.TrimEnd().Split('\n')[^1]})");
    }

    private static async Task<bool> HasDocker()
    {
        try
        {
            return (await Finished.Of("docker", ["info"])).Succeeded;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
