using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace PolyK8s.Mcp.Tools;

/// <summary>A tool whose answer is a pure function of arguments, view and rules.</summary>
internal abstract class RuleTool : McpTool
{
    /// <summary>The answer to arguments that fit the input schema.</summary>
    /// <param name="arguments">The arguments as one JSON object.</param>
    protected abstract CallToolResult Answer(JsonElement arguments);

    /// <inheritdoc />
    protected sealed override Task<CallToolResult> AnswerAsync(JsonElement arguments, Action<string> say, CancellationToken cancelled) =>
        Task.FromResult(Answer(arguments));
}
