namespace PolyK8s.Engine.Manifests;

/// <summary>Reads manifests from YAML and JSON, typed as the API server would see them.</summary>
/// <remarks>
/// A text never throws: what cannot be read becomes a fault, and the documents after it are read all the same. Documents
/// that are empty, hold comments only or are null are passed over and not counted, as kubectl passes over them.
/// </remarks>
public static class ManifestReader
{
    /// <summary>Reads every object of a text; a List gives its items.</summary>
    /// <param name="utf8">The bytes of the text, with or without a byte order mark.</param>
    /// <param name="file">The file as the user named it.</param>
    public static ManifestSet Read(ReadOnlyMemory<byte> utf8, string file) => ObjectExpansion.Of(ReadTrees(utf8, file));

    /// <summary>As <see cref="Read"/>, but an object with a key that is there twice is given, with <see cref="Manifest.Repeated"/>: for a judge that refuses it and says what else is wrong.</summary>
    /// <param name="utf8">The bytes of the text, with or without a byte order mark.</param>
    /// <param name="file">The file as the user named it.</param>
    public static ManifestSet ReadWithRepeatedKeys(ReadOnlyMemory<byte> utf8, string file) => ObjectExpansion.Of(new TreeReader(file, takesRepeated: true).Read(utf8));

    /// <summary>Reads every document of a text, whether it is a Kubernetes object or not.</summary>
    /// <param name="utf8">The bytes of the text, with or without a byte order mark.</param>
    /// <param name="file">The file as the user named it.</param>
    public static ManifestSet ReadTrees(ReadOnlyMemory<byte> utf8, string file) => new TreeReader(file).Read(utf8);
}
