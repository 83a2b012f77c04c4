using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tools;

/// <summary>A name that names no rule: a typing mistake that must not pass as "nothing found".</summary>
internal static class UnknownRule
{
    /// <summary>The line about the first pattern that names no rule of <paramref name="book"/>; null when each names some.</summary>
    public static string? Among(IEnumerable<string> patterns, RuleBook book) =>
        patterns.Where(pattern => !RulePattern.NamesAny(pattern, book))
            .Select(pattern => Line(pattern, pattern.EndsWith('*') ? Modules(book) : Ids(book)))
            .FirstOrDefault();

    /// <summary>The line about an id that no rule of <paramref name="book"/> has.</summary>
    public static string Line(string id, RuleBook book) => Line(id, Ids(book));

    private static string Line(string name, string[] known) => $"there is no rule `{name}`; {Nearest.Hint(name, known)}list_rules names them all";

    private static string[] Ids(RuleBook book) => [.. book.Rules.Select(rule => rule.Card.Id)];

    private static string[] Modules(RuleBook book) => [.. Ids(book).Select(id => id[..(id.IndexOf('/', StringComparison.Ordinal) + 1)] + "*").Distinct(StringComparer.Ordinal)];
}
