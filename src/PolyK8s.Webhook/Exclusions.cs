using System.Collections.Immutable;
using PolyK8s.Webhook.Review;

namespace PolyK8s.Webhook;

/// <summary>What is never judged, whatever a webhook configuration sends: a mistake there must not lock a cluster out.</summary>
/// <param name="Namespaces">Namespaces whose objects pass: the product's own, and the one a cluster lives by.</param>
public sealed record Exclusions(ImmutableArray<string> Namespaces)
{
    /// <summary>The resources a cluster needs to start and to mend itself.</summary>
    public static readonly ImmutableArray<(string Group, string Resource)> Resources =
    [
        ("", "nodes"),
        ("", "events"),
        ("events.k8s.io", "events"),
        ("coordination.k8s.io", "leases"),
        ("certificates.k8s.io", "certificatesigningrequests"),
        ("authentication.k8s.io", "tokenreviews"),
        ("authentication.k8s.io", "selfsubjectreviews"),
        ("authorization.k8s.io", "subjectaccessreviews"),
        ("authorization.k8s.io", "localsubjectaccessreviews"),
        ("authorization.k8s.io", "selfsubjectaccessreviews"),
        ("authorization.k8s.io", "selfsubjectrulesreviews"),
    ];

    /// <summary>Only the resources.</summary>
    public static Exclusions OfResources { get; } = new([]);

    /// <summary>Why a review is not judged; null when it is.</summary>
    internal string? Because(ReviewedResource reviewed) =>
        Resources.Contains((reviewed.Group, reviewed.Resource)) ? $"resource {reviewed.Resource}"
        : reviewed.Namespace.Length > 0 && Namespaces.Contains(reviewed.Namespace, StringComparer.Ordinal) ? $"namespace {reviewed.Namespace}"
        : null;
}
