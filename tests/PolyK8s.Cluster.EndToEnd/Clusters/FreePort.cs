using System.Net;
using System.Net.Sockets;

namespace PolyK8s.Cluster.EndToEnd.Clusters;

/// <summary>Ports nobody listens on.</summary>
public static class FreePort
{
    /// <summary>A port that was free a moment ago.</summary>
    public static int On(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
