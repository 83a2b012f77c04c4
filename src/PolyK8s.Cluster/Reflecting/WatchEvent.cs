using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>One event of a watch.</summary>
/// <param name="Type"><c>ADDED</c>, <c>MODIFIED</c>, <c>DELETED</c>, <c>BOOKMARK</c> or <c>ERROR</c>.</param>
/// <param name="Object">The object; for an error a <c>Status</c>.</param>
internal sealed record WatchEvent(string Type, ManifestNode Object)
{
    /// <summary>The version of the collection after the event.</summary>
    public string ResourceVersion => Object.TextAt("metadata", "resourceVersion") ?? "";

    /// <summary>The event on a line, or null and why the line is none.</summary>
    public static (WatchEvent? Event, string? Problem) Parse(ReadOnlySpan<byte> line)
    {
        if (!ManifestJson.TryParse(line, out var node, out var fault))
        {
            return (null, $"{fault.Place}: {fault.Problem}");
        }

        return node.TextAt("type") is { } type && node["object"] is { Kind: NodeKind.Object } changed
            ? (new(type, changed), null)
            : (null, "an event lacks `type` or `object`");
    }
}
