using PolyK8s.Cluster.Reflecting;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Writing;

/// <summary>What an API server answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Bytes">The body.</param>
internal sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether it worked.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether the object is not there.</summary>
    public bool IsAbsent => Status == 404;

    /// <summary>Whether somebody else changed the object in the meantime, or made it.</summary>
    public bool IsConflict => Status == 409;

    /// <summary>The message of an error, one line.</summary>
    public string Message => StatusText.Of(Bytes.Span);

    /// <summary>The object; null when the body is none.</summary>
    public ManifestNode? Object => ManifestJson.TryParse(Bytes.Span, out var node, out _) && node.Kind == NodeKind.Object ? node : null;
}
