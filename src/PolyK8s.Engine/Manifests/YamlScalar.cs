using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace PolyK8s.Engine.Manifests;

/// <summary>What a scalar of YAML means to kubectl and the API server.</summary>
/// <remarks>
/// They read YAML through sigs.k8s.io/yaml, that is go-yaml v2: YAML 1.1 without sexagesimal numbers, timestamps left as
/// text. <c>on</c> is true, <c>010</c> is 8, <c>1:30</c> is text. Mirrors <c>resolve.go</c> there.
/// </remarks>
internal static partial class YamlScalar
{
    /// <summary>What all the tags of YAML itself begin with.</summary>
    public const string TagPrefix = "tag:yaml.org,2002:";

    /// <summary>The node of an untagged plain scalar; null for a number JSON cannot hold (<c>.inf</c>, <c>.nan</c>).</summary>
    public static ManifestNode? Plain(string text, Place place) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ManifestNode.NullAt(place),
        "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => ManifestNode.Of(true, place),
        "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => ManifestNode.Of(false, place),
        ".nan" or ".NaN" or ".NAN" => null,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF" => null,
        ['.', ..] => (DotFloat().IsMatch(text) ? GoNumber.Float(text, place) : null) ?? ManifestNode.Of(text, place),
        ['+' or '-' or (>= '0' and <= '9'), ..] => NumberOrText(text, place),
        _ => ManifestNode.Of(text, place),
    };

    /// <summary>The node of a scalar with a tag, or what is wrong with it.</summary>
    /// <param name="tag">The tag in its long form.</param>
    /// <param name="text">The scalar.</param>
    /// <param name="place">Where it stands.</param>
    public static (ManifestNode? Node, string? Problem) Tagged(string tag, string text, Place place)
    {
        var name = tag.StartsWith(TagPrefix, StringComparison.Ordinal) ? tag[TagPrefix.Length..] : "";
        return name switch
        {
            "binary" => Binary(text, place),
            "bool" => Of(NodeKind.Boolean),
            "null" => Of(NodeKind.Null),
            "int" => Of(NodeKind.Integer),
            "float" => Of(NodeKind.Number),
            // Text, and every tag that go-yaml does not know, leaves the scalar as it is written.
            _ => (ManifestNode.Of(text, place), null),
        };

        (ManifestNode?, string?) Of(NodeKind wanted) =>
            Plain(text, place) is { } node && (node.Kind == wanted || (node.Kind == NodeKind.Integer && wanted == NodeKind.Number))
                ? (node, null)
                : (null, $"`{Shortened(text)}` cannot be read as `!!{name}`; take the tag away or mend the value");
    }

    /// <summary>Whether go-yaml holds the number <paramref name="node"/>, written as <paramref name="text"/>, as a float, be it whole or not.</summary>
    public static bool IsFloat(ManifestNode node, string text) =>
        node.Kind is NodeKind.Integer or NodeKind.Number && GoNumber.Integer(text.Replace("_", "", StringComparison.Ordinal), node.Place) is null;

    /// <summary>A value short enough for one line.</summary>
    public static string Shortened(string text) => (text.Length <= 60 ? text : text[..57] + "...").ReplaceLineEndings(" ");

    private static ManifestNode NumberOrText(string text, Place place)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        return GoNumber.Integer(plain, place)
            ?? (Decimal().IsMatch(plain) ? GoNumber.Float(plain, place) : null)
            ?? ManifestNode.Of(text, place);
    }

    private static (ManifestNode?, string?) Binary(string text, Place place)
    {
        var bytes = new byte[text.Length];
        var compact = text.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
        return !Base64.IsValid(compact) || !Convert.TryFromBase64String(compact, bytes, out var length)
            ? (null, "`!!binary` needs base64")
            : !Utf8.IsValid(bytes.AsSpan(0, length))
                ? (null, "`!!binary` holds bytes that are no text, which JSON cannot hold; use a field that takes base64, such as `binaryData`")
                : (ManifestNode.Of(Encoding.UTF8.GetString(bytes, 0, length), place), null);
    }

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A\.[0-9]+([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DotFloat();
}
