using System.Buffers;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Formats;

/// <summary>A resource quantity: <c>500m</c>, <c>1.5Gi</c>, <c>2e3</c>, or a number.</summary>
/// <remarks>
/// Mirrors <c>ParseQuantity</c> of k8s.io/apimachinery/pkg/api/resource, which is more generous than the expression it names:
/// signs, leading zeros and a bare point pass. Any JSON value is handed to it as text, so a boolean is a malformed quantity and not a wrong type.
/// </remarks>
internal sealed class QuantityFormat : IValueCheck
{
    private static readonly SearchValues<char> SuffixLetters = SearchValues.Create("eEinumkKMGTP");

    /// <inheritdoc />
    public string Format => "quantity";

    /// <inheritdoc />
    public IEnumerable<string> Problems(ManifestNode value) =>
        Problem(value.Kind is NodeKind.Object or NodeKind.Array ? "{" : value.Text) is { } problem ? [problem] : [];

    /// <summary>What is wrong with a text as a quantity; null when nothing is.</summary>
    internal static string? Problem(ReadOnlySpan<char> text)
    {
        const string format = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
        if (text.IsEmpty)
        {
            return format;
        }

        var rest = text[0] is '+' or '-' ? text[1..] : text;
        rest = AfterDigits(rest);
        if (!rest.IsEmpty && rest[0] == '.')
        {
            rest = AfterDigits(rest[1..]);
        }

        var letters = rest.IndexOfAnyExcept(SuffixLetters) is var end and >= 0 ? end : rest.Length;
        var tail = rest[letters..];
        if (!tail.IsEmpty && tail[0] is '+' or '-')
        {
            tail = tail[1..];
        }

        return !AfterDigits(tail).IsEmpty ? format : IsSuffix(rest, letters) ? null : "unable to parse quantity's suffix";
    }

    private static ReadOnlySpan<char> AfterDigits(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? text[end..] : [];

    private static bool IsSuffix(ReadOnlySpan<char> suffix, int letters) => suffix switch
    {
        "" or "n" or "u" or "m" or "k" or "M" or "G" or "T" or "P" or "E" or "Ki" or "Mi" or "Gi" or "Ti" or "Pi" or "Ei" => true,
        _ => letters == 1 && suffix[0] is 'e' or 'E' && long.TryParse(suffix[1..], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _),
    };
}
