using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Manifests;

/// <summary>A document that could not be read.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Document">The position of the document in its file, from 0.</param>
/// <param name="Place">Where it went wrong.</param>
/// <param name="Problem">What is wrong, the value, and what would be accepted: one line, lower case start, no full stop.</param>
public sealed record ManifestFault(string File, int Document, [property: JsonIgnore] Place Place, string Problem)
{
    /// <summary>The line of the text, from 1; 0 when there is none.</summary>
    public int Line => Place.Line;

    /// <summary>The column, from 1; 0 when there is none.</summary>
    public int Column => Place.Column;

    /// <summary><c>file:line:column: problem</c>.</summary>
    [JsonIgnore]
    public string Sentence => Place.IsKnown ? $"{File}:{Place}: {Problem}" : $"{File}: {Problem}";
}
