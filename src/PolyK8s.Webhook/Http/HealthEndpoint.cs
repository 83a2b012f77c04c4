using Microsoft.AspNetCore.Http;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Http;

/// <summary>Answers the probes of the kubelet.</summary>
internal sealed class HealthEndpoint(ISnapshotSource source, Readiness readiness, Drain drain)
{
    /// <summary><c>/livez</c>: the process answers; nothing else is asked, or an outage elsewhere would restart healthy Pods.</summary>
    public Task Live(HttpContext context) => Probe(context, null);

    /// <summary><c>/readyz</c>: the cluster has been read, the first judgements are rehearsed, callers trust the certificate, and the server is not about to stop; else 503 with the reason.</summary>
    public Task Ready(HttpContext context) => Probe(context, drain.HasBegun ? "stopping" : source.Current.NotReady ?? readiness.Problem);

    /// <summary>Any other path.</summary>
    public Task Nothing(HttpContext context) =>
        HttpAnswer.Line(StatusCodes.Status404NotFound, "nothing is served here; use /validate, /mutate, /livez or /readyz")
            .WriteToAsync(context, drain.HasBegun);

    private Task Probe(HttpContext context, string? problem)
    {
        var method = context.Request.Method;
        var answer = !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) ? HttpAnswer.WrongMethod("GET, HEAD")
            : problem is null ? HttpAnswer.Line(StatusCodes.Status200OK, "ok")
            : HttpAnswer.Line(StatusCodes.Status503ServiceUnavailable, problem);
        return answer.WriteToAsync(context, drain.HasBegun);
    }
}
