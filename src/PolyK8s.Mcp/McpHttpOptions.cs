using System.Collections.Immutable;
using System.Net;

namespace PolyK8s.Mcp;

/// <summary>Where the MCP server listens and whom it answers.</summary>
public sealed record McpHttpOptions
{
    /// <summary>The address; loopback unless told otherwise, as there is no authentication.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Host names that requests may name, without port, besides loopback ones.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    /// <summary>Origins that pages may call from (<c>https://assistant.example</c>), besides loopback ones.</summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// The longest body in bytes. The API server takes objects of up to 3 MiB (its request limit), and some clients write
    /// quotes and letters beyond ASCII as six characters each (<c>\u0022</c>): 3 MiB × 6, and 2 MiB for the rest.
    /// </summary>
    public long MaxRequestBytes { get; init; } = 20 * 1024 * 1024;
}
