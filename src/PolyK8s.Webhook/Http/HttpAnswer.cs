using System.Text;
using Microsoft.AspNetCore.Http;

namespace PolyK8s.Webhook.Http;

/// <summary>What goes back over HTTP: a review, or one line of text. Never a redirect: the API server follows those with the whole review.</summary>
internal sealed record HttpAnswer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the caller is asked to try again at once, on a new connection and so perhaps at another replica.</summary>
    public bool Elsewhere { get; private init; }

    /// <summary>Whether the connection is of no further use.</summary>
    public bool Close { get; init; }

    /// <summary>The methods to name beside status 405.</summary>
    public string? Allow { get; private init; }

    /// <summary>An AdmissionReview.</summary>
    public static HttpAnswer Review(ReadOnlyMemory<byte> json) => new(StatusCodes.Status200OK, "application/json", json);

    /// <summary>One line of text.</summary>
    public static HttpAnswer Line(int status, string line) => new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>The method is not the one served here.</summary>
    public static HttpAnswer WrongMethod(string allow) =>
        Line(StatusCodes.Status405MethodNotAllowed, $"send {allow}") with { Allow = allow };

    /// <summary>This replica cannot answer now.</summary>
    /// <remarks>client-go repeats a request answered 5xx with an integer <c>Retry-After</c> up to ten times inside the webhook's timeout (<c>rest/with_retry.go</c>); after that <c>failurePolicy</c> decides.</remarks>
    public static HttpAnswer TryElsewhere(string line) =>
        Line(StatusCodes.Status503ServiceUnavailable, line) with { Elsewhere = true, Close = true };

    /// <summary>Writes the answer.</summary>
    public async Task WriteToAsync(HttpContext context, bool draining)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        if (Close || draining)
        {
            response.Headers.Connection = "close";
        }

        if (Elsewhere)
        {
            response.Headers.RetryAfter = "0";
        }

        if (Allow is not null)
        {
            response.Headers.Allow = Allow;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(Body, context.RequestAborted);
        }
    }
}
