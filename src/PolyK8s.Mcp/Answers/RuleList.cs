using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolyK8s.Engine;

namespace PolyK8s.Mcp.Answers;

/// <summary>The answer of <c>list_rules</c>.</summary>
/// <param name="Rules">The rules, in order of their ids.</param>
/// <param name="Omitted">How many more there are.</param>
/// <param name="RuleSet">The digest of rules and policies, as in every verdict.</param>
internal sealed record RuleList(ImmutableArray<RuleSummary> Rules, int Omitted, string RuleSet)
{
    /// <summary>The list in one line.</summary>
    [JsonIgnore]
    public string Sum => string.Create(CultureInfo.InvariantCulture,
        $"{Rules.Length} of {Rules.Length + Omitted} rules{(Omitted == 0 ? "" : "; ask for the others by `rules`, `Module/*`")}; rule set {RuleSet}");

    /// <summary>As many of the rules as fit.</summary>
    public static RuleList Of(ImmutableArray<RuleCard> cards, string ruleSet)
    {
        var kept = ImmutableArray.CreateBuilder<RuleSummary>();
        var left = Fitting.Budget;
        foreach (var card in cards)
        {
            var rule = RuleSummary.Of(card);
            left -= JsonSerializer.SerializeToUtf8Bytes(rule, McpJson.Default.RuleSummary).Length;
            if (left < 0)
            {
                break;
            }

            kept.Add(rule);
        }

        return new(kept.ToImmutable(), cards.Length - kept.Count, ruleSet);
    }
}

/// <summary>One rule of the list.</summary>
/// <param name="Id"><c>Module/kebab-case</c>.</param>
/// <param name="Title">The rule in one line.</param>
/// <param name="Severity">The severity of its findings.</param>
/// <param name="Covers">The changes it looks at.</param>
/// <param name="Theorem">The theorem it rests on, or that it rests on tests.</param>
/// <param name="NeedsAuthor">Whether it cannot judge without an author.</param>
/// <param name="NeedsKinds">The kinds of other objects it cannot judge without.</param>
internal sealed record RuleSummary(
    string Id, string Title, Severity Severity, ImmutableArray<RuleCover> Covers, string Theorem, bool NeedsAuthor, ImmutableArray<string> NeedsKinds)
{
    /// <summary>The summary of a card.</summary>
    public static RuleSummary Of(RuleCard card) =>
        new(card.Id, card.Title, card.Severity, RuleCover.Of(card), card.RestsOn, card.NeedsAuthor, [.. card.NeedsKinds.Select(kind => kind.ToString())]);
}
