using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tools;

/// <summary>Explains one rule.</summary>
/// <param name="judge">The judge of this server.</param>
internal sealed class ExplainRule(Judge judge) : RuleTool
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "rule": { "type": "string", "minLength": 1, "description": "A rule id, as in `rule` of a finding" }
          },
          "required": ["rule"],
          "additionalProperties": false
        }
        """;

    /// <inheritdoc />
    public override Tool Description { get; } = Describe(
        "explain_rule",
        "Explain a rule",
        "What one rule protects from, what it reads, the shape of its witness, what it allows and how to mend what it does not.",
        Input,
        McpJson.Default.RuleCard);

    /// <inheritdoc />
    protected override CallToolResult Answer(JsonElement arguments)
    {
        var id = arguments.Deserialize(McpJson.Default.ExplainArguments)!.Rule;
        return judge.Book.Find(id) is { } rule
            ? Answered(rule.Card, McpJson.Default.RuleCard, RuleText.Of(rule.Card))
            : Refusal(UnknownRule.Line(id, judge.Book));
    }
}

/// <summary>The arguments of <c>explain_rule</c>.</summary>
/// <param name="Rule">A rule id.</param>
internal sealed record ExplainArguments(string Rule);
