using System.Net;

namespace PolyK8s.Cluster.EndToEnd.Clusters;

/// <summary>A cluster somebody gave on purpose; it is left running, and everything the tests made in it is deleted.</summary>
/// <param name="kubeconfig">Its kubeconfig.</param>
public sealed class GivenCluster(string kubeconfig) : ITestCluster
{
    /// <inheritdoc />
    public string Kubeconfig => kubeconfig;

    /// <summary><c>POLYK8S_TEST_WEBHOOK_ADDRESS</c> (for kind: the gateway of its Docker network), else loopback.</summary>
    public IPAddress WebhookAddress =>
        Environment.GetEnvironmentVariable("POLYK8S_TEST_WEBHOOK_ADDRESS") is { Length: > 0 } address ? IPAddress.Parse(address) : IPAddress.Loopback;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
