using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tools;

/// <summary>A name that names no rule: a typing mistake that must not pass as "nothing found".</summary>
internal static class UnknownRule
{
    /// <summary>The line about the first pattern that names no rule of <paramref name="book"/>; null when each names some.</summary>
    public static string? Among(IEnumerable<string> patterns, RuleBook book) =>
        patterns.Where(pattern => !RulePattern.NamesAny(pattern, book)).Select(pattern => Line(pattern, book)).FirstOrDefault();

    /// <summary>The line about one name.</summary>
    public static string Line(string name, RuleBook book)
    {
        var ids = book.Rules.Select(rule => rule.Card.Id).ToArray();
        var modules = ids.Select(id => id[..(id.IndexOf('/', StringComparison.Ordinal) + 1)] + "*").Distinct(StringComparer.Ordinal);
        return $"there is no rule `{name}`; {Nearest.Hint(name, name.EndsWith('*') ? [.. modules] : ids)}list_rules names them all";
    }
}
