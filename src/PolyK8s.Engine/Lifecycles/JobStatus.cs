using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>The part of a Job's status that has rules of its own.</summary>
/// <param name="True">The types of the conditions whose status is True.</param>
/// <param name="CompletionTime">The text of <c>completionTime</c>; null when it is not set.</param>
/// <param name="Active">Whether <c>active</c> is more than 0.</param>
public sealed record JobStatus(ImmutableArray<string> True, string? CompletionTime, bool Active)
{
    /// <summary>Reads the status of a Job.</summary>
    public static JobStatus Of(Manifest job)
    {
        var status = job.Root["status"] ?? ManifestNode.Null;
        return new(Conditions.True(status), status.TextAt("completionTime"), status["active"] is { Kind: NodeKind.Integer, Text: not "0" });
    }
}
