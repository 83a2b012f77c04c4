using System.Net;
using Microsoft.AspNetCore.Http;

namespace PolyK8s.Mcp;

/// <summary>Turns away what a browser was tricked into sending, and bodies that are too long, before anything is read.</summary>
/// <remarks>
/// A web page can make a browser call a server on the user's own machine: across origins (the <c>Origin</c> header tells)
/// or by a name that it rebinds to 127.0.0.1 (the <c>Host</c> header tells). The MCP specification asks for the first
/// check and for status 403.
/// </remarks>
/// <param name="options">Who may come in.</param>
internal sealed class Doorkeeper(McpHttpOptions options)
{
    /// <summary>Lets the request through, or answers it.</summary>
    public async Task Guard(HttpContext context, RequestDelegate next)
    {
        if (Refusal(context.Request) is not { } refusal)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = refusal.Status;
        await context.Response.WriteAsJsonAsync(RefusedRequest.Because(refusal.Line), McpJson.Default.RefusedRequest, cancellationToken: context.RequestAborted);
    }

    private (int Status, string Line)? Refusal(HttpRequest request)
    {
        if (!IsServed(request.Host.Host))
        {
            return (StatusCodes.Status421MisdirectedRequest, $"host `{request.Host}` is not served here; accepted: localhost, 127.0.0.1, [::1] and the hosts this server was started with");
        }

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !IsWelcome(origin))
        {
            return (StatusCodes.Status403Forbidden, $"origin `{origin}` may not call this server; accepted: none, loopback origins, and the origins this server was started with");
        }

        return request.ContentLength > options.MaxRequestBytes
            ? (StatusCodes.Status413PayloadTooLarge, $"the body has {request.ContentLength} bytes; at most {options.MaxRequestBytes} are accepted")
            : null;
    }

    private bool IsServed(string host) => IsLoopback(host) || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    private bool IsWelcome(string origin) =>
        options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && IsLoopback(uri.Host));

    /// <summary>Names that only ever mean this machine; a name that resolves to it today may be anybody's.</summary>
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
