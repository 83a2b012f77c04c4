using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>The fields of a CertificateSigningRequest that have a say in whether a status may be written.</summary>
/// <param name="Conditions">The types of the conditions that are present.</param>
/// <param name="AllTrue">Whether Approved, Denied and Failed have the status True wherever they are present.</param>
/// <param name="Certificate"><c>status.certificate</c>; null when there is none.</param>
public sealed record RequestFields(ImmutableArray<string> Conditions, bool AllTrue, string? Certificate)
{
    /// <summary>The fields of a request.</summary>
    public static RequestFields Of(Manifest request)
    {
        var conditions = StatusConditions.Of(request);
        return new(
            [.. conditions.Present],
            conditions.Items.All(c => c.Type is not ("Approved" or "Denied" or "Failed") || c.Status == "True"),
            request.Root.TextAt("status", "certificate") is { Length: > 0 } text ? text : null);
    }
}
