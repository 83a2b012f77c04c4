using System.Collections.Immutable;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Engine.Writing;
using PolyK8s.Mcp.Answers;

namespace PolyK8s.Mcp.Tools;

/// <summary>A tool that writes to the cluster what the rules allow. Only listed where somebody allowed writing.</summary>
internal abstract class WriteTool : McpTool
{
    /// <summary>The seconds a call waits at most: what clients wait for an answer by default is a minute, and some wait longer.</summary>
    private const int LongestWait = 600;

    /// <summary>The arguments every writing tool has.</summary>
    protected const string Common = """
        "dryRun": { "type": "boolean", "description": "Have the server admit it, and store nothing" },
        "forceConflicts": { "type": "boolean", "description": "Take over fields that other managers own" },
        "wait": { "type": "boolean", "description": "Follow it to its end; each change is a progress notification" },
        "timeoutSeconds": { "type": "integer", "description": "How long to wait; default 60, at most 600" }
        """;

    /// <summary>The tools.</summary>
    public static ImmutableArray<McpTool> All(IGuardedWrites writes) =>
    [
        new ApplyManifests(writes),
        .. new[] { RolloutEvent.Restart, RolloutEvent.Undo, RolloutEvent.Scale, RolloutEvent.Pause, RolloutEvent.Resume }.Select(@event => new OperateRollout(@event, writes)),
    ];

    /// <summary>Writes; a line in place of a report says why the arguments make no sense.</summary>
    protected abstract Task<(WriteReport? Report, string? Mistake)> WriteAsync(JsonElement arguments, Action<string> say, CancellationToken cancelled);

    /// <inheritdoc />
    protected sealed override async Task<CallToolResult> AnswerAsync(JsonElement arguments, Action<string> say, CancellationToken cancelled)
    {
        try
        {
            var (report, mistake) = await WriteAsync(arguments, say, cancelled);
            if (report is null)
            {
                return Refusal(mistake!);
            }

            var answer = WriteAnswer.Of(report);
            return Answered(answer, McpJson.Default.WriteAnswer, answer.Text());
        }
        catch (CannotWriteException e)
        {
            return Refusal(e.Message);
        }
    }

    /// <summary>How to write.</summary>
    protected static (WriteOptions Options, string? Mistake) How(bool? dryRun, bool? force, bool? wait, int? seconds) =>
        seconds is < 0 or > LongestWait ? (new(), $"`timeoutSeconds` is `{seconds}`; 0 to {LongestWait} are accepted")
        : wait == true && dryRun == true ? (new(), "`wait` and `dryRun`: what is not stored begins nothing to wait for")
        : (new() { DryRun = dryRun == true, ForceConflicts = force == true, Wait = wait == true, Timeout = TimeSpan.FromSeconds(seconds ?? 60) }, null);

    /// <summary>What a tool that writes says of itself.</summary>
    protected static ToolAnnotations Writing(string title, bool destroys, bool idempotent) =>
        new() { Title = title, ReadOnlyHint = false, DestructiveHint = destroys, IdempotentHint = idempotent, OpenWorldHint = true };
}
