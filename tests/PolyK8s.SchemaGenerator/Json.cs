using System.Text.Json;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.SchemaGenerator;

/// <summary>Reads JSON files into trees.</summary>
internal static class Json
{
    /// <summary>The tree of a file.</summary>
    public static ManifestNode Read(string file) => Parse(File.ReadAllBytes(file));

    /// <summary>The tree of a text.</summary>
    public static ManifestNode Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return ManifestNodeJson.From(document.RootElement);
    }
}
