using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PolyK8s.Webhook.Http;

/// <summary>What can be refused before a byte of the body is read.</summary>
internal static class RequestGuards
{
    /// <summary>The refusal, or null when the body may be read.</summary>
    public static HttpAnswer? Refusal(HttpRequest request, AdmissionOptions options)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return HttpAnswer.WrongMethod("POST");
        }

        if (!IsJson(request.ContentType))
        {
            return HttpAnswer.Line(StatusCodes.Status415UnsupportedMediaType, "send `Content-Type: application/json` in UTF-8") with { Close = true };
        }

        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
        {
            return HttpAnswer.Line(StatusCodes.Status415UnsupportedMediaType, "send the body without `Content-Encoding`") with { Close = true };
        }

        return request.ContentLength > options.MaxBodyBytes ? TooLarge(options) : null;
    }

    /// <summary>The body is larger than any review can be.</summary>
    public static HttpAnswer TooLarge(AdmissionOptions options) =>
        HttpAnswer.Line(StatusCodes.Status413PayloadTooLarge, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"send at most {options.MaxBodyBytes} bytes")) with { Close = true };

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
