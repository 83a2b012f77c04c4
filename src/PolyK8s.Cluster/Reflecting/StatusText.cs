using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>What an error answer says: the message of its <c>metav1.Status</c>.</summary>
internal static class StatusText
{
    /// <summary>The message, on one line; empty when there is none.</summary>
    public static string Of(ReadOnlySpan<byte> body) =>
        ManifestJson.TryParse(body, out var status, out _) ? (status.TextAt("message") ?? "").ReplaceLineEndings(" ") : "";
}
