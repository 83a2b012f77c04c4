using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace PolyK8s.Engine.Manifests;

/// <summary>Reads strict JSON: valid UTF-8, no member twice in one object, at most <see cref="ManifestLimits.Depth"/> levels, names taken exactly as written.</summary>
/// <remarks>
/// JSON as such lets a member occur twice, and readers then disagree on which one counts: whoever wants to get past a
/// check would say it twice. Numbers keep their digits. The work is linear in the text and no call nests with the input.
/// </remarks>
public static class ManifestJson
{
    private static readonly Place Beginning = new(1, 1);

    /// <summary>Reads one value.</summary>
    /// <param name="utf8">The text, with nothing but white space round the value.</param>
    /// <param name="node">The tree.</param>
    /// <param name="fault">Why there is none.</param>
    /// <param name="places">Whether the nodes get their places: only a text that people see needs them.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out ManifestNode? node, [NotNullWhen(false)] out JsonFault? fault, bool places = false)
    {
        var found = new List<ManifestNode>(1);
        fault = ReadValues(utf8, places ? Beginning : Place.None, found, many: false);
        node = fault is null ? found[0] : null;
        return fault is null;
    }

    /// <summary>Reads one value, or as many as follow one another.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="start">The place of its first byte; <see cref="Place.None"/> to leave places out.</param>
    /// <param name="found">Receives the values.</param>
    /// <param name="many">Whether more than one value may follow.</param>
    /// <param name="repeated">Receives the members that are there twice; null to refuse them.</param>
    /// <returns>Why reading stopped early; null when it did not.</returns>
    internal static JsonFault? ReadValues(ReadOnlySpan<byte> utf8, Place start, List<ManifestNode> found, bool many, RepeatedKeys? repeated = null)
    {
        if (!Utf8.IsValid(utf8))
        {
            return new(start, "is not UTF-8 text; save it as UTF-8");
        }

        var reader = new JsonTreeReader(utf8, start, many, repeated);
        try
        {
            while (reader.ReadValue() is { } value)
            {
                found.Add(value);
                repeated?.Next();
            }
        }
        catch (JsonException)
        {
            return reader.SyntaxFault();
        }

        return reader.Fault is null || start.IsKnown ? reader.Fault : Placed(utf8, many) ?? reader.Fault;
    }

    // A text that is refused is read once more with places, to say where: only the refused pay for it.
    private static JsonFault? Placed(ReadOnlySpan<byte> utf8, bool many)
    {
        var reader = new JsonTreeReader(utf8, Beginning, many);
        while (reader.ReadValue() is not null)
        {
        }

        return reader.Fault;
    }
}
