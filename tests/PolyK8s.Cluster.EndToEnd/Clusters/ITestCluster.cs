using System.Net;

namespace PolyK8s.Cluster.EndToEnd.Clusters;

/// <summary>A real API server to test against.</summary>
public interface ITestCluster : IAsyncDisposable
{
    /// <summary>A kubeconfig whose user may do everything, impersonation included.</summary>
    string Kubeconfig { get; }

    /// <summary>The address of this machine as the API server sees it: where a webhook has to listen.</summary>
    IPAddress WebhookAddress { get; }
}
