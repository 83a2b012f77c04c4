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
    /// The longest body in bytes. The API server takes objects of up to 3 MiB (its request limit); an update carries two
    /// of them, and YAML as a JSON string grows by about a quarter (a line break, an indent or a quote takes two
    /// characters): 2 × 3 MiB × 1.25, rounded up to leave room for some state.
    /// </summary>
    public long MaxRequestBytes { get; init; } = 8 * 1024 * 1024;
}
