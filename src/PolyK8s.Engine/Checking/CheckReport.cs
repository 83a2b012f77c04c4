using System.Collections.Immutable;

namespace PolyK8s.Engine.Checking;

/// <summary>The answer of <c>check</c> and of the MCP tool: one result per object, in input order.</summary>
/// <param name="ApiVersion">The version of this shape, <c>poly-k8s/v1</c>.</param>
/// <param name="Results">The results.</param>
/// <param name="Summary">Their sum.</param>
public sealed record CheckReport(string ApiVersion, ImmutableArray<CheckResult> Results, CheckSummary Summary)
{
    /// <summary>The version of the shape written today.</summary>
    public const string CurrentVersion = "poly-k8s/v1";
}
