using System.Text.Json.Serialization;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Mcp.Answers;

/// <summary>The answer of <c>analyze_rbac</c>: one of three.</summary>
/// <param name="ApiVersion">The version of this shape.</param>
/// <param name="RuleSet">The digest of the rules and policies of this server.</param>
/// <param name="Omitted">How many entries were left out for length.</param>
internal sealed record RbacAnswer(string ApiVersion, string RuleSet, int Omitted)
{
    /// <summary>Entries of a list: at some 500 bytes each, 100 stay within what a model reads at once.</summary>
    public const int MostEntries = 100;

    /// <summary>Whether they may do it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AccessAnswer? Can { get; init; }

    /// <summary>What they may do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CapabilityTable? Capabilities { get; init; }

    /// <summary>Whom they can come to act as.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EscalationAnswer? Escalation { get; init; }
}
