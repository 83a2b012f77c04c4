using PolyK8s.Engine.Manifests;

namespace PolyK8s.Webhook.Review;

/// <summary>The resource a review is about, as the API server names it.</summary>
/// <param name="Group">The API group.</param>
/// <param name="Resource">The resource's plural; empty when the review does not say.</param>
/// <param name="Namespace">The namespace; a Namespace's own name for a Namespace.</param>
internal readonly record struct ReviewedResource(string Group, string Resource, string Namespace)
{
    /// <summary>What a request says.</summary>
    public static ReviewedResource Of(ManifestNode request) =>
        new(request.TextAt("resource", "group") ?? "", request.TextAt("resource", "resource") ?? "", request.TextAt("namespace") ?? "");
}
