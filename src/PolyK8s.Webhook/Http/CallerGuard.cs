using Microsoft.AspNetCore.Http;
using PolyK8s.Webhook.Tls;

namespace PolyK8s.Webhook.Http;

/// <summary>Refuses reviews of callers that are not trusted, before anything they sent is read.</summary>
/// <param name="trust">Who is trusted; null when everybody is.</param>
internal sealed class CallerGuard(CallerTrust? trust)
{
    /// <summary>The refusal, or null when the caller is heard.</summary>
    public HttpAnswer? Refusal(HttpContext context) =>
        trust?.Refusal(context.Connection.ClientCertificate) is { } because ? HttpAnswer.Line(StatusCodes.Status403Forbidden, because) with { Close = true } : null;
}
