using System.Text.Json;

namespace PolyK8s.Engine.Manifests;

/// <summary>The names of members seen last, so that one that comes again is not made again: objects of Kubernetes share a few hundred.</summary>
/// <remarks>A name is found only by all of its bytes. What is not found is made by the reader as ever.</remarks>
internal static class KnownNames
{
    // Longer ones are mostly keys of labels and annotations.
    private const int Longest = 32;

    // A power of two above the number of names that common kinds use; 8 KiB for each thread that reads.
    private const int Places = 512;

    [ThreadStatic]
    private static string?[]? names;

    /// <summary>The name the reader stands on; null when it is long, escaped or no plain text.</summary>
    public static string? Find(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        if (reader.ValueIsEscaped || reader.HasValueSequence || bytes.Length is 0 or > Longest)
        {
            return null;
        }

        ref var known = ref (names ??= new string?[Places])[PlaceOf(bytes)];
        return known is not null && known.Length == bytes.Length && reader.ValueTextEquals(known) ? known : known = reader.GetString();
    }

    private static int PlaceOf(ReadOnlySpan<byte> bytes)
    {
        var place = 17u;
        foreach (var b in bytes)
        {
            place = (place * 31) + b;
        }

        return (int)((place ^ (place >> 9)) & (Places - 1));
    }
}
