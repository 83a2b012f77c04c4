using System.Globalization;
using System.Text.RegularExpressions;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Schemas.Formats;

/// <summary>The formats of strings that the API server checks in custom resources. A format it does not know is not checked.</summary>
/// <remarks>Mirrors the list in k8s.io/apiextensions-apiserver/pkg/apiserver/validation/formats.go and the parsers of kube-openapi's strfmt.</remarks>
internal static partial class TextFormats
{
    /// <summary>Whether a text has a format; null for a format that is not checked.</summary>
    public static Func<string, bool>? Of(string format) => format switch
    {
        "uri" => GoUrl.IsRequest,
        "hostname" => text => text.Length <= 255 && HostName().IsMatch(text),
        "ipv4" => IpText.IsV4,
        "ipv6" => IpText.IsV6,
        "cidr" => IpText.IsCidr,
        "mac" => text => Mac().IsMatch(text),
        "uuid" or "uuid3" or "uuid4" or "uuid5" => text => Uuid(format).IsMatch(text),
        "byte" => text => text.Length % 4 == 0 && Base64().IsMatch(text),
        "date" => text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" or "datetime" => text => DateTime().IsMatch(text),
        "duration" => IsDuration,
        "email" => text => Email().IsMatch(text),
        "hexcolor" => text => HexColor().IsMatch(text),
        _ => null,
    };

    /// <summary>A duration as Go or strfmt reads it: <c>1h30m</c>, <c>3 days</c>.</summary>
    private static bool IsDuration(string text) =>
        GoDuration().IsMatch(text) || Quantified().Matches(text).Any(m => Units.Any(unit =>
            m.Groups[1].Value.Equals(unit.Short, StringComparison.OrdinalIgnoreCase) || m.Groups[1].Value.StartsWith(unit.Long, StringComparison.OrdinalIgnoreCase)));

    private static readonly (string Short, string Long)[] Units =
        [("ns", "nano"), ("us", "micro"), ("µs", "micro"), ("ms", "milli"), ("s", "sec"), ("m", "min"), ("h", "hour"), ("hr", "hour"), ("d", "day"), ("w", "week"), ("w", "wk")];

    private static Regex Uuid(string format) => format switch { "uuid3" => Uuid3(), "uuid4" => Uuid4(), "uuid5" => Uuid5(), _ => AnyUuid() };

    [GeneratedRegex(@"\A([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z")]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A([0-9A-Fa-f]{2}([:-])([0-9A-Fa-f]{2}\2){4,18}[0-9A-Fa-f]{2}|([0-9A-Fa-f]{4}\.){2,9}[0-9A-Fa-f]{4})\z")]
    private static partial Regex Mac();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{12}\z")]
    private static partial Regex AnyUuid();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?3[0-9A-Fa-f]{3}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{12}\z")]
    private static partial Regex Uuid3();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?4[0-9A-Fa-f]{3}-?[89abAB][0-9A-Fa-f]{3}-?[0-9A-Fa-f]{12}\z")]
    private static partial Regex Uuid4();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?5[0-9A-Fa-f]{3}-?[89abAB][0-9A-Fa-f]{3}-?[0-9A-Fa-f]{12}\z")]
    private static partial Regex Uuid5();

    [GeneratedRegex(@"\A[A-Za-z0-9+/]*={0,2}\z")]
    private static partial Regex Base64();

    [GeneratedRegex(@"\A[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])\z")]
    private static partial Regex DateTime();

    [GeneratedRegex(@"\A[^@\s]+@[^@\s]+\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"\A#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\z")]
    private static partial Regex HexColor();

    [GeneratedRegex(@"\A[+-]?(0|(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)\z")]
    private static partial Regex GoDuration();

    [GeneratedRegex(@"[0-9]+\s*([A-Za-zµ]+)")]
    private static partial Regex Quantified();
}
