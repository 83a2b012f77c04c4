using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>The smallest thing a rule can grant, and a request: one verb on one resource or on one path.</summary>
/// <param name="Verb">The verb, or <c>*</c>.</param>
/// <param name="ApiGroup">The API group, empty for the core group, or <c>*</c>; empty for a path.</param>
/// <param name="Resource">The resource, <c>pods</c>, <c>pods/log</c>, <c>*/log</c> or <c>*</c>; empty for a path.</param>
/// <param name="ResourceName">The one object; null for all objects. A request that names no object has the empty name.</param>
/// <param name="Url">The path; null for a resource.</param>
public sealed record Access(string Verb, string ApiGroup, string Resource, string? ResourceName, string? Url)
{
    /// <summary>A request about a resource, or the permission to make it.</summary>
    public static Access OnResource(string verb, string apiGroup, string resource, string? name) => new(verb, apiGroup, resource, name, null);

    /// <summary>A request for a path, or the permission to make it.</summary>
    public static Access OnUrl(string verb, string url) => new(verb, "", "", null, url);

    /// <summary>The permission as a rule that grants it and nothing else.</summary>
    public ManifestNode AsRule() => Url is { } url
        ? ManifestNode.Object(("nonResourceURLs", ManifestNode.Array([url])), ("verbs", ManifestNode.Array([Verb])))
        : ManifestNode.Object(
            ("apiGroups", ManifestNode.Array([ApiGroup])),
            ("resources", ManifestNode.Array([Resource])),
            ("resourceNames", ResourceName is { } name ? ManifestNode.Array([name]) : null),
            ("verbs", ManifestNode.Array([Verb])));

    /// <summary><c>`get pods/log`</c>, <c>`patch deployments.apps` named `web`</c>, <c>`get /metrics`</c>.</summary>
    public override string ToString() =>
        Url is { } url ? $"`{Verb} {url}`"
        : ResourceName is { } name ? $"`{Verb} {Qualified}` named `{name}`"
        : $"`{Verb} {Qualified}`";

    private string Qualified =>
        ApiGroup.Length == 0 ? Resource
        : Resource.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? $"{Resource[..slash]}.{ApiGroup}{Resource[slash..]}"
        : $"{Resource}.{ApiGroup}";
}
