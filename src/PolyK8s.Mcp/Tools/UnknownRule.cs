using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tools;

/// <summary>A name that names no rule: a typing mistake that must not pass as "nothing found".</summary>
internal static class UnknownRule
{
    /// <summary>The line about the first pattern that names no rule of <paramref name="book"/>; null when each names some.</summary>
    public static string? Among(IEnumerable<string> patterns, RuleBook book) =>
        patterns.FirstOrDefault(pattern => !RulePattern.NamesAny(pattern, book)) is { } unknown ? Line(unknown, book) : null;

    /// <summary>The line about an id that no rule of <paramref name="book"/> has.</summary>
    public static string Line(string id, RuleBook book) =>
        $"there is no rule `{id}`; {(RulePattern.Nearest(id, book) is { } near ? $"the nearest is `{near}`; " : "")}list_rules names them all";
}
