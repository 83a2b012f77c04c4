using PolyK8s.Engine;

namespace PolyK8s.Cli.Commands;

/// <summary>What to say about a rule that does not exist.</summary>
internal static class UnknownRule
{
    /// <summary>One line, with the id that was probably meant.</summary>
    public static string Line(string name, RuleBook book) =>
        $"there is no rule `{name}`; {(RulePattern.Nearest(name, book) is { } near ? $"the nearest is `{near}`; " : "")}`poly-k8s rules` lists them all";

    /// <summary>The first of some patterns that names no rule, as such a line; null when each names one.</summary>
    public static string? Among(IEnumerable<string> patterns, RuleBook book) =>
        patterns.FirstOrDefault(pattern => !RulePattern.NamesAny(pattern, book)) is { } unknown ? Line(unknown, book) : null;
}
