using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Formats;

/// <summary>Bytes: base64 text, or a list of numbers from 0 to 255.</summary>
/// <remarks>Mirrors how Go's encoding/json reads <c>[]byte</c>: standard base64 with padding, line breaks ignored.</remarks>
internal sealed class BytesFormat : IValueCheck
{
    /// <inheritdoc />
    public string Format => "byte";

    /// <inheritdoc />
    public IEnumerable<string> Problems(ManifestNode value) => value.Kind switch
    {
        NodeKind.String => FirstBad(value.Text) is var at and >= 0 ? [$"illegal base64 data at input byte {at.ToString(System.Globalization.CultureInfo.InvariantCulture)}"] : [],
        NodeKind.Array => value.Items.All(i => i.Kind == NodeKind.Null || (i.Kind == NodeKind.Integer && byte.TryParse(i.Text, out _))) ? [] : ["a list of bytes has numbers from 0 to 255"],
        _ => [$"{JsonTypes.Said(value)} cannot be read as base64 text"],
    };

    /// <summary>The position of the first byte that is not base64; -1 when there is none.</summary>
    private static int FirstBad(string text)
    {
        var (quantum, padding) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\r' or '\n')
            {
                continue;
            }

            var isPadding = c == '=';
            if (isPadding ? quantum % 4 < 2 || padding >= 2 : padding > 0 || !(char.IsAsciiLetterOrDigit(c) || c is '+' or '/'))
            {
                return i;
            }

            quantum++;
            padding += isPadding ? 1 : 0;
        }

        return quantum % 4 == 0 ? -1 : text.Length;
    }
}
