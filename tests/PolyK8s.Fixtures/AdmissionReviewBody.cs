using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Fixtures;

/// <summary>A change as the API server would ask about it.</summary>
public static class AdmissionReviewBody
{
    /// <summary>The AdmissionReview of a change, as JSON text.</summary>
    /// <param name="change">The change.</param>
    /// <param name="uid">The uid of the request.</param>
    public static string Of(Change change, string uid)
    {
        var subject = change.Object;
        var version = subject.ApiVersion[(subject.ApiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var kind = ManifestNode.Object(("group", ManifestNode.Of(subject.Group)), ("version", ManifestNode.Of(version)), ("kind", ManifestNode.Of(subject.Kind)));
        var request = ManifestNode.Object(
            ("uid", ManifestNode.Of(uid)),
            ("kind", kind),
            ("requestKind", kind),
            ("subResource", change.Subresource.Length == 0 ? null : ManifestNode.Of(change.Subresource)),
            ("name", subject.Name.Length == 0 ? null : ManifestNode.Of(subject.Name)),
            ("namespace", subject.Namespace.Length == 0 ? null : ManifestNode.Of(subject.Namespace)),
            ("operation", ManifestNode.Of(change.Operation.ToString().ToUpperInvariant())),
            ("userInfo", UserInfo(change.Author)),
            ("object", change.After?.Root ?? ManifestNode.Null),
            ("oldObject", change.Before?.Root ?? ManifestNode.Null),
            ("dryRun", ManifestNode.Of(change.DryRun)));
        return ManifestNode.Object(
            ("apiVersion", ManifestNode.Of("admission.k8s.io/v1")),
            ("kind", ManifestNode.Of("AdmissionReview")),
            ("request", request)).ToString();
    }

    private static ManifestNode? UserInfo(Author? author) => author is null
        ? null
        : ManifestNode.Object(("username", ManifestNode.Of(author.Name)), ("groups", ManifestNode.Array(author.Groups)));
}
