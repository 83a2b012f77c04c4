namespace PolyK8s.Mcp;

/// <summary>A JSON-RPC error for a request that was turned away before it was read.</summary>
/// <param name="Jsonrpc">The JSON-RPC version.</param>
/// <param name="Error">Why.</param>
/// <param name="Id">The request's id: null, as it was not read.</param>
internal sealed record RefusedRequest(string Jsonrpc, RefusedReason Error, string? Id)
{
    /// <summary>A refusal for one reason.</summary>
    /// <param name="line">What, the value, and what would be accepted.</param>
    public static RefusedRequest Because(string line) => new("2.0", new(RefusedReason.InvalidRequest, PlainText.Line(line)), null);
}

/// <summary>The reason.</summary>
/// <param name="Code">The JSON-RPC code.</param>
/// <param name="Message">One line.</param>
internal sealed record RefusedReason(int Code, string Message)
{
    /// <summary>JSON-RPC's "invalid request".</summary>
    public const int InvalidRequest = -32600;
}
