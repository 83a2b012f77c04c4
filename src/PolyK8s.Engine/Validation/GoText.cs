using System.Globalization;
using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>Values as Go prints them.</summary>
internal static class GoText
{
    /// <summary>A text as <c>%q</c> prints it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            quoted = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or '\x7f' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A number in decimal.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A node as encoding/json prints it: HTML characters are escaped; <c>null</c> for no node.</summary>
    public static string Json(ManifestNode? node) => node is null
        ? "null"
        : node.ToString().Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal);

    /// <summary>A list of strings as encoding/json prints it: a null is an empty string.</summary>
    public static string Items(ManifestNode list) =>
        Json(ManifestNode.Array([.. list.Items.Select(item => item.Kind == NodeKind.Null ? ManifestNode.Of("") : item)]));

    /// <summary>A map of strings as encoding/json prints it: sorted keys, null values empty; <c>null</c> for no map.</summary>
    public static string Map(ManifestNode? node) => node is not { Kind: NodeKind.Object }
        ? "null"
        : Json(ManifestNode.Object([.. node.Members.OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => m with { Value = ManifestNode.Of(m.Value.Text) })]));

    /// <summary>A list of quoted texts, separated by a comma and a space.</summary>
    public static string List(IEnumerable<string> texts) => string.Join(", ", texts.Select(Quote));
}
