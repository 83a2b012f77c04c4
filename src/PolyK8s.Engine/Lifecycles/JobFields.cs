using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>The fields of a Job that have a say in whether a status may be written.</summary>
/// <param name="Conditions">The types of the conditions that are true.</param>
/// <param name="Start"><c>status.startTime</c> in seconds since 1970; null when absent.</param>
/// <param name="Completion"><c>status.completionTime</c> likewise.</param>
/// <param name="Active"><c>status.active</c>; the counts are 0 when absent.</param>
/// <param name="Ready"><c>status.ready</c>.</param>
/// <param name="Terminating"><c>status.terminating</c>.</param>
/// <param name="Succeeded"><c>status.succeeded</c>.</param>
/// <param name="Failed"><c>status.failed</c>.</param>
/// <param name="Uncounted">Whether <c>status.uncountedTerminatedPods</c> names any Pod.</param>
/// <param name="Elastic">Whether it is an Indexed Job.</param>
/// <param name="Suspended">Whether <c>spec.suspend</c> is true.</param>
public sealed record JobFields(
    ImmutableArray<string> Conditions, long? Start, long? Completion, int Active, int Ready, int Terminating, int Succeeded, int Failed, bool Uncounted, bool Elastic, bool Suspended)
{
    /// <summary>The fields of a Job.</summary>
    public static JobFields Of(Manifest job)
    {
        var status = job.Root["status"] ?? ManifestNode.Object();
        var uncounted = status["uncountedTerminatedPods"];
        return new(
            [.. StatusConditions.Of(job).True],
            Moment(status.TextAt("startTime")),
            Moment(status.TextAt("completionTime")),
            Count(status["active"]),
            Count(status["ready"]),
            Count(status["terminating"]),
            Count(status["succeeded"]),
            Count(status["failed"]),
            uncounted is not null && (uncounted["succeeded"]?.Items.Length ?? 0) + (uncounted["failed"]?.Items.Length ?? 0) > 0,
            job.Root.TextAt("spec", "completionMode") == "Indexed",
            job.Root.At("spec", "suspend") is { Kind: NodeKind.Boolean, Text: "true" });
    }

    private static long? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUnixTimeSeconds() : null;

    private static int Count(ManifestNode? node) =>
        node is { Kind: NodeKind.Integer } && int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
