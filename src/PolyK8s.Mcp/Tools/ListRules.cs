using System.Collections.Immutable;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;
using PolyK8s.Mcp.Answers;

namespace PolyK8s.Mcp.Tools;

/// <summary>Lists the rules.</summary>
/// <param name="source">The view and policies of this server.</param>
/// <param name="judge">The judge of this server.</param>
internal sealed class ListRules(ISnapshotSource source, Judge judge) : RuleTool
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "rules": { "type": "array", "items": { "type": "string" }, "description": "Only these: ids or `Module/*`" }
          },
          "additionalProperties": false
        }
        """;

    /// <inheritdoc />
    public override Tool Description { get; } = Describe(
        "list_rules",
        "List the rules",
        "The rules manifests are judged by: id, title, severity, the changes each covers, the proved theorem it rests on, and what it needs to be given.",
        Input,
        McpJson.Default.RuleList);

    /// <inheritdoc />
    protected override CallToolResult Answer(JsonElement arguments)
    {
        var patterns = arguments.Deserialize(McpJson.Default.ListArguments)!.Rules ?? [];
        if (UnknownRule.Among(patterns, judge.Book) is { } unknown)
        {
            return Refusal(unknown);
        }

        var cards = judge.Book.Select(patterns, []).Rules.Select(rule => rule.Card).ToImmutableArray();
        var list = RuleList.Of(cards, judge.RuleSet(source.Current.Policies));
        var lines = list.Rules.Select(rule => PlainText.Line($"{rule.Id}: {rule.Title}"));
        return Answered(list, McpJson.Default.RuleList, string.Join('\n', lines.Append(list.Sum)));
    }
}

/// <summary>The arguments of <c>list_rules</c>.</summary>
/// <param name="Rules">Ids or <c>Module/*</c>; null for all.</param>
internal sealed record ListArguments(ImmutableArray<string>? Rules = null);
