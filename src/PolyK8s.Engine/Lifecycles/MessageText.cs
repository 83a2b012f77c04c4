using System.Globalization;
using System.Text.RegularExpressions;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>Fills the templates of messages.</summary>
internal static partial class MessageText
{
    /// <summary>The message.</summary>
    /// <param name="template">The template.</param>
    /// <param name="kind">The kind of the object.</param>
    /// <param name="field">The value of a field.</param>
    /// <param name="condition">The first condition of a type; of the type <c>condition</c> the one a walk stopped at.</param>
    public static string Fill(string template, string kind, Func<string, ManifestNode?> field, Func<string, ObjectCondition?> condition) =>
        !template.Contains('{', StringComparison.Ordinal) ? template : Places().Replace(template, place => place.Groups[2].Value switch
        {
            "-" => (Number(field(place.Groups[1].Value)) - Number(field(place.Groups[3].Value))).ToString(CultureInfo.InvariantCulture),
            "." when place.Groups[3].Value == "message" => condition(place.Groups[1].Value)?.Message ?? "",
            "." => condition(place.Groups[1].Value)?.Reason ?? "",
            _ => place.Groups[1].Value == "kind" ? kind : Text(field(place.Groups[1].Value)),
        });

    /// <summary>What a field says in a message: a list its length.</summary>
    public static string Text(ManifestNode? node) => node switch
    {
        null => "",
        { Kind: NodeKind.Array } => node.Items.Length.ToString(CultureInfo.InvariantCulture),
        _ => node.Text,
    };

    // Counts are 32-bit numbers that wrap round, as in the tools whose words these are; what is none is 0.
    private static long Number(ManifestNode? node) => node is not null && long.TryParse(node.Text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"\{(\w+)(?:([-.])(\w+))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Places();
}
