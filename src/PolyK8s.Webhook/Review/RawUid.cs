using System.Text.Json;

namespace PolyK8s.Webhook.Review;

/// <summary>Finds the bytes of <c>request.uid</c>, so that they can be echoed as they came.</summary>
/// <remarks>The API server compares the uid it sent with the uid it gets back; with a difference a denial counts as a failed call, and <c>failurePolicy: Ignore</c> admits.</remarks>
internal static class RawUid
{
    private static readonly JsonReaderOptions Unbounded = new() { MaxDepth = int.MaxValue };

    /// <summary>The JSON string, quotes included; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> review)
    {
        var reader = new Utf8JsonReader(review, Unbounded);
        return reader.Read() && Enter(ref reader, "request"u8) && Enter(ref reader, "uid"u8) && reader.TokenType == JsonTokenType.String
            ? review[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]
            : [];
    }

    /// <summary>Moves from the start of an object to the value of one of its members.</summary>
    private static bool Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> member)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(member);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
