using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Review;

/// <summary>Writes a response as the AdmissionReview the API server expects.</summary>
internal static class ReviewWriter
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON text.</summary>
    /// <param name="uid">The uid of the request, a JSON string as it came.</param>
    /// <param name="response">What to say.</param>
    public static ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> uid, AdmissionResponse response)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + (response.AuditAnnotations.Sum(annotation => annotation.Value.Length) * 2));
        using var json = new Utf8JsonWriter(buffer, Readable);
        json.WriteStartObject();
        json.WriteString("apiVersion"u8, ReviewReader.ApiVersion);
        json.WriteString("kind"u8, "AdmissionReview"u8);
        json.WriteStartObject("response"u8);
        json.WritePropertyName("uid"u8);
        json.WriteRawValue(uid, skipInputValidation: true);
        json.WriteBoolean("allowed"u8, response.Status is null);
        WriteStatus(json, response.Status);
        WritePatch(json, response);
        WriteWarnings(json, response);
        WriteAnnotations(json, response);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteStatus(Utf8JsonWriter json, AdmissionStatus? status)
    {
        if (status is null)
        {
            return;
        }

        json.WriteStartObject("status"u8);
        json.WriteString("status"u8, "Failure"u8);
        json.WriteString("message"u8, status.Message);
        json.WriteString("reason"u8, "Invalid"u8);
        json.WriteNumber("code"u8, StatusCodes.Status422UnprocessableEntity);
        if (status.Object is { } subject)
        {
            json.WriteStartObject("details"u8);
            json.WriteString("name"u8, subject.Name);
            json.WriteString("group"u8, subject.ApiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? subject.ApiVersion[..slash] : "");
            json.WriteString("kind"u8, subject.Kind);
            WriteCauses(json, status);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteCauses(Utf8JsonWriter json, AdmissionStatus status)
    {
        json.WriteStartArray("causes"u8);
        foreach (var cause in status.Causes)
        {
            json.WriteStartObject();
            json.WriteString("reason"u8, "FieldValueInvalid"u8);
            json.WriteString("message"u8, cause.Message);
            json.WriteString("field"u8, cause.Field);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePatch(Utf8JsonWriter json, AdmissionResponse response)
    {
        if (response.Patch.IsEmpty)
        {
            return;
        }

        json.WriteString("patchType"u8, "JSONPatch"u8);
        json.WriteBase64String("patch"u8, JsonSerializer.SerializeToUtf8Bytes(response.Patch, EngineJson.Default.IReadOnlyListPatchOperation));
    }

    private static void WriteWarnings(Utf8JsonWriter json, AdmissionResponse response)
    {
        if (response.Warnings.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("warnings"u8);
        foreach (var warning in response.Warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, AdmissionResponse response)
    {
        if (response.AuditAnnotations.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("auditAnnotations"u8);
        foreach (var (name, value) in response.AuditAnnotations)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
