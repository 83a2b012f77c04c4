using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Http;

/// <summary>One span for each review, below the API server's own where it sends one. Where nobody listens nothing is made.</summary>
/// <remarks>As with metrics, no tag is ever the name of an object, a namespace or a user.</remarks>
public static class ReviewTrace
{
    /// <summary>The name to listen to.</summary>
    public const string SourceName = "poly-k8s";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins the span of a request.</summary>
    internal static Activity? Begin(HttpContext context) =>
        ActivityContext.TryParse(context.Request.Headers.TraceParent, context.Request.Headers.TraceState, isRemote: true, out var caller)
            ? Source.StartActivity(Name(context), ActivityKind.Server, caller)
            : Source.StartActivity(Name(context), ActivityKind.Server);

    /// <summary>Says in the span of the review what was decided.</summary>
    internal static void Decided(Change change, Verdict verdict)
    {
        if (Activity.Current is { Source.Name: SourceName } span)
        {
            span.SetTag("polyk8s.operation", change.Operation.ToString().ToUpperInvariant());
            span.SetTag("polyk8s.kind", change.Object.Kind);
            span.SetTag("polyk8s.outcome", verdict.Outcome.ToString());
            span.SetTag("polyk8s.findings", verdict.Findings.Length);
            span.SetTag("polyk8s.ruleset", verdict.RuleSet);
        }
    }

    /// <summary>Says how the request was answered.</summary>
    internal static void Answered(Activity? span, int status)
    {
        span?.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static string Name(HttpContext context) => context.Request.Path == "/mutate" ? "mutate" : "validate";
}
