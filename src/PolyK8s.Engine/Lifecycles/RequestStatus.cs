using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>The part of a CertificateSigningRequest's status that has rules of its own.</summary>
/// <param name="Present">The types of its conditions. Their mere presence counts: the API server takes only status True for these types.</param>
/// <param name="Certificate">The issued certificate as base64 text; null when there is none.</param>
public sealed record RequestStatus(ImmutableArray<string> Present, string? Certificate)
{
    /// <summary>Reads the status of a CertificateSigningRequest.</summary>
    public static RequestStatus Of(Manifest request)
    {
        var status = request.Root["status"] ?? ManifestNode.Null;
        return new(
            [.. status.ItemsAt("conditions").Select(c => c.TextAt("type") ?? "")],
            status.TextAt("certificate") is { Length: > 0 } certificate ? certificate : null);
    }
}
