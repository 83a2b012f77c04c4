using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace PolyK8s.Engine.Manifests;

/// <summary>Tells text from other files.</summary>
internal static class NotText
{
    // Control characters are in no manifest: YAML forbids them, JSON wants them escaped. Tab and line breaks are left out.
    private static readonly SearchValues<byte> Control = SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b).Where(b => b is not (9 or 10 or 13))]);

    /// <summary>Why the bytes are no text we read; null when they are.</summary>
    public static JsonFault? Fault(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            var bad = FirstInvalid(utf8);
            return new(PlaceOf(utf8[..bad]), string.Create(CultureInfo.InvariantCulture, $"is not UTF-8 text: byte 0x{utf8[bad]:X2}; save the file as UTF-8"));
        }

        var control = utf8.IndexOfAny(Control);
        return control < 0 ? null : new(PlaceOf(utf8[..control]), string.Create(CultureInfo.InvariantCulture, $"holds the control character U+{utf8[control]:X4}; take it out, or write it as an escape in a quoted text"));
    }

    private static Place PlaceOf(ReadOnlySpan<byte> before) => new PlaceCursor(before, new(1, 1)).At(before.Length);

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        for (var at = 0; at < utf8.Length;)
        {
            if (System.Text.Rune.DecodeFromUtf8(utf8[at..], out _, out var length) != OperationStatus.Done)
            {
                return at;
            }

            at += length;
        }

        return utf8.Length;
    }
}
