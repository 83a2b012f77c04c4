using System.Net;
using System.Net.Sockets;

namespace PolyK8s.Fixtures;

/// <summary>Ports nobody listens on.</summary>
public static class FreePort
{
    // Below the ports a system takes for outgoing connections (32768 and up where nobody changed that): a port that one
    // of those takes between our look and the server's start is what makes a test fail once in a hundred runs.
    private const int First = 15_000;
    private const int Count = 15_000;

    private static int _next = Environment.ProcessId * 97 % Count;

    /// <summary>A port that was free a moment ago and that nobody else in this process is given.</summary>
    public static int On(IPAddress address)
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + ((Interlocked.Increment(ref _next) & int.MaxValue) % Count);
            if (IsFree(address, port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"no port of {First} to {First + Count} is free");
    }

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
