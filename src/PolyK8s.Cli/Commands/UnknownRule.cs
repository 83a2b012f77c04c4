using PolyK8s.Engine;

namespace PolyK8s.Cli.Commands;

/// <summary>What to say about a rule that does not exist.</summary>
internal static class UnknownRule
{
    /// <summary>One line, with the id that was probably meant.</summary>
    public static string Line(string name, RuleBook book) =>
        $"there is no rule `{name}`; {(Nearest(name, book) is { } near ? $"the nearest is `{near}`; " : "")}`poly-k8s rules` lists them all";

    /// <summary>The first of some patterns that names no rule, as such a line; null when each names one.</summary>
    public static string? Among(IEnumerable<string> patterns, RuleBook book) =>
        patterns.FirstOrDefault(pattern => !RulePattern.NamesAny(pattern, book)) is { } unknown ? Line(unknown, book) : null;

    private static string? Nearest(string name, RuleBook book)
    {
        var ids = book.Rules.Select(rule => rule.Card.Id).ToArray();
        var modules = ids.Select(id => id[..(id.IndexOf('/', StringComparison.Ordinal) + 1)] + "*").Distinct().ToArray();
        return ids.FirstOrDefault(id => id.EndsWith("/" + name, StringComparison.OrdinalIgnoreCase))
            ?? Nearest(name, name.EndsWith('*') ? modules : ids);
    }

    // At most half of the letters may be wrong: what is farther away was not meant. Nobody types 100 letters by mistake.
    private static string? Nearest(string name, string[] names) => name.Length > 100 ? null : names
        .Select(known => (Name: known, Edits: Edits(name.ToLowerInvariant(), known.ToLowerInvariant())))
        .Where(near => near.Edits * 2 <= Math.Max(near.Name.Length, name.Length))
        .OrderBy(near => near.Edits)
        .Select(near => near.Name)
        .FirstOrDefault();

    /// <summary>How many letters must be put in, taken out or changed.</summary>
    private static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
