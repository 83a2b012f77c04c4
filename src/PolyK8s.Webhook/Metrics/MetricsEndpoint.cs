using Microsoft.AspNetCore.Http;
using PolyK8s.Webhook.Http;

namespace PolyK8s.Webhook.Metrics;

/// <summary><c>/metrics</c>: what Prometheus reads.</summary>
internal sealed class MetricsEndpoint(WebhookMetrics metrics)
{
    /// <summary>Writes everything.</summary>
    public Task Scrape(HttpContext context)
    {
        var method = context.Request.Method;
        var answer = HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
            ? new HttpAnswer(StatusCodes.Status200OK, "text/plain; version=0.0.4; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(metrics.Text()))
            : HttpAnswer.WrongMethod("GET, HEAD");
        return answer.WriteToAsync(context, draining: false);
    }
}
