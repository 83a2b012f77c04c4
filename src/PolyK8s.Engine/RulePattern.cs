namespace PolyK8s.Engine;

/// <summary>How profiles and flags name rules: an id, <c>Module/*</c>, or <c>*</c>.</summary>
public static class RulePattern
{
    /// <summary>Whether <paramref name="pattern"/> names the rule <paramref name="id"/>.</summary>
    public static bool Names(string pattern, string id) =>
        pattern == "*" || pattern == id
        || (pattern.EndsWith("/*", StringComparison.Ordinal) && id.StartsWith(pattern[..^1], StringComparison.Ordinal));

    /// <summary>Whether <paramref name="pattern"/> names any rule of <paramref name="book"/>: a pattern that names none is a typing mistake.</summary>
    public static bool NamesAny(string pattern, RuleBook book) => book.Rules.Any(rule => Names(pattern, rule.Card.Id));

    /// <summary>The id, or <c>Module/*</c>, that was probably meant by a pattern that names no rule of <paramref name="book"/>; null when nothing is near.</summary>
    public static string? Nearest(string pattern, RuleBook book)
    {
        var ids = book.Rules.Select(rule => rule.Card.Id).ToArray();
        var modules = ids.Select(id => id[..(id.IndexOf('/', StringComparison.Ordinal) + 1)] + "*").Distinct(StringComparer.Ordinal).ToArray();
        return modules.Contains(pattern) ? null : ids.FirstOrDefault(id => id.EndsWith("/" + pattern, StringComparison.OrdinalIgnoreCase))
            ?? NearestName.Of(pattern, pattern.EndsWith('*') ? modules : ids, oneIn: 2);
    }
}
