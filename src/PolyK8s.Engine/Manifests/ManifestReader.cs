using System.Text.Json;

namespace PolyK8s.Engine.Manifests;

/// <summary>Reads manifests from text.</summary>
public static class ManifestReader
{
    /// <summary>Reads every document of a text.</summary>
    /// <param name="utf8">The bytes of the text.</param>
    /// <param name="file">The file as the user named it.</param>
    public static ManifestSet Read(ReadOnlyMemory<byte> utf8, string file)
    {
        using var document = JsonDocument.Parse(utf8);
        return new([new(ManifestNodeJson.From(document.RootElement), file)], []);
    }
}
