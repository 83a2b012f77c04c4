using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Waiting;

/// <summary>A Pod waits for something, as its commands, probes or images tell. Inferred, never declared.</summary>
/// <param name="By">What it needs to go on.</param>
/// <param name="Tool">The program that waits, <c>nslookup</c>.</param>
/// <param name="Host">The host it asks; null when it waits for Pods or a workload.</param>
/// <param name="Workload">The Job it waits for to complete, or the DaemonSet it waits for to be ready.</param>
/// <param name="Pods">The Pods it waits for.</param>
/// <param name="Path">The field path of the command, probe or image.</param>
/// <param name="At">The node there.</param>
public sealed record InferredWait(AwaitedBy By, string Tool, HostName? Host, ObjectKey? Workload, Selection? Pods, string Path, ManifestNode At)
{
    /// <summary>What is waited for, as text.</summary>
    public string Awaited => Host?.Text ?? Workload?.ToString() ?? $"Pods with {Pods?.Selector}";
}
