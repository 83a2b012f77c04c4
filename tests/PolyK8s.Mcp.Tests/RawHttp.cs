using System.Net.Http.Headers;
using System.Text;

namespace PolyK8s.Mcp.Tests;

/// <summary>Requests no client library would send.</summary>
internal static class RawHttp
{
    /// <summary>A whole and harmless request of the 2026-07-28 protocol.</summary>
    public const string ListTools = """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}""";

    public static async Task<HttpResponseMessage> Post(this HttpClient client, Uri url, string body, Action<HttpRequestHeaders>? headers = null, string method = "tools/list")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", method);
        headers?.Invoke(request.Headers);
        return await client.SendAsync(request);
    }
}
