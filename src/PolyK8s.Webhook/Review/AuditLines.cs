using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Review;

/// <summary>The audit annotations of a verdict; the API server puts the webhook's name and a slash before each.</summary>
internal static class AuditLines
{
    // An audit event is cut at 100 KiB by default (--audit-log-truncate-max-event-size); the object and other webhooks need their share.
    private const int MaxFindingsBytes = 16 * 1024;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>outcome</c>, <c>rule-set</c>, <c>rules</c>, <c>findings</c>, and where they apply <c>findings-omitted</c> and <c>not-judged</c>.</summary>
    public static ImmutableArray<(string Name, string Value)> Of(Verdict verdict)
    {
        var (findings, omitted) = Findings(verdict.Findings);
        List<(string, string)> lines =
        [
            ("outcome", verdict.Outcome.ToString()),
            ("rule-set", verdict.RuleSet),
            ("rules", string.Join(',', verdict.Findings.Select(f => f.Rule).Distinct(StringComparer.Ordinal))),
            ("findings", findings),
        ];
        if (omitted > 0)
        {
            lines.Add(("findings-omitted", omitted.ToString(CultureInfo.InvariantCulture)));
        }

        if (!verdict.NotJudged.IsEmpty)
        {
            lines.Add(("not-judged", string.Join(',', verdict.NotJudged.Select(n => n.Rule))));
        }

        return [.. lines];
    }

    private static (string Json, int Omitted) Findings(ImmutableArray<Finding> findings)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(text, Readable);
        json.WriteStartArray();
        json.Flush();
        for (var i = 0; i < findings.Length; i++)
        {
            var before = text.WrittenCount;
            JsonSerializer.Serialize(json, findings[i], EngineJson.Default.Finding);
            json.Flush();
            if (text.WrittenCount + "]".Length > MaxFindingsBytes)
            {
                return (Encoding.UTF8.GetString(text.WrittenSpan[..before]) + "]", findings.Length - i);
            }
        }

        json.WriteEndArray();
        json.Flush();
        return (Encoding.UTF8.GetString(text.WrittenSpan), 0);
    }
}
