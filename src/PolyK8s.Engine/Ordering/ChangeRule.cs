using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>A <c>kapp.k14s.io/change-rule</c>: <c>upsert after upserting GROUP</c> and its variants.</summary>
/// <param name="Phase">When it counts: <c>upsert</c> or <c>delete</c>. A rule that mixes the two orders nothing within one of them and is left out.</param>
/// <param name="Before">Whether the object goes before the group; otherwise it goes after.</param>
/// <param name="Group">The change group.</param>
/// <param name="Source">The annotation.</param>
public sealed record ChangeRule(string Phase, bool Before, string Group, string Source)
{
    private const string Accepted = "`upsert|delete before|after upserting|deleting GROUP`, as in `upsert after upserting apps.example.com/database`";

    /// <summary>Whether the text has the form of a rule.</summary>
    public static bool IsWellFormed(string text) => Words(text) is ["upsert" or "delete", "before" or "after", "upserting" or "deleting", _];

    /// <summary>The rule a text states; null when it orders nothing within one phase or cannot be read.</summary>
    public static ChangeRule? Parse(string text, string source) => Words(text) switch
    {
        ["upsert", "before" or "after", "upserting", var group] => new("upsert", Words(text)[1] == "before", group, source),
        ["delete", "before" or "after", "deleting", var group] => new("delete", Words(text)[1] == "before", group, source),
        _ => null,
    };

    /// <summary>What is to be said about a text that is no rule.</summary>
    public static Malformed NotARule(string source, ManifestNode annotation) =>
        new(AnnotationPath.Of(source), annotation.Text, "it is no change rule", Accepted, annotation);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
