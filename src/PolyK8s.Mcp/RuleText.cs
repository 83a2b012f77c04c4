using PolyK8s.Engine;

namespace PolyK8s.Mcp;

/// <summary>A rule as a page to read.</summary>
internal static class RuleText
{
    /// <summary>The card in words, one paragraph for each of its texts.</summary>
    public static string Of(RuleCard card) => string.Join("\n\n",
    [
        $"{card.Id}: {card.Title}",
        $"Why: {card.Why}",
        $"Reads: {card.Reads}",
        $"Allows: {card.Allows}",
        $"Covers: {string.Join("; ", RuleCover.Of(card).Select(cover => cover.ToString()))}",
        $"Rests on: {card.RestsOn}",
        $"Needs: {(card.NeedsAuthor ? "who makes the change" : "nothing but the object")}{string.Concat(card.NeedsKinds.Select(kind => $", the cluster's {kind} objects"))}",
    ]);
}
