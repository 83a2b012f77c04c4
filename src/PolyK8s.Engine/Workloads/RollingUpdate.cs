using System.Globalization;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Engine.Workloads;

/// <summary>How a Deployment replaces its Pods.</summary>
/// <param name="Replicas">How many Pods it wants.</param>
/// <param name="MaxSurge">How many more there may be for a while.</param>
/// <param name="MaxUnavailable">How many fewer may be available for a while.</param>
/// <remarks>The bounds are those of the proved machine of a rollout: surge is rounded up, unavailable down, and both are never 0.</remarks>
public sealed record RollingUpdate(int Replicas, int MaxSurge, int MaxUnavailable)
{
    /// <summary>That of a Deployment; null for another kind or strategy.</summary>
    public static RollingUpdate? Of(Manifest manifest)
    {
        var strategy = manifest.Root.At("spec", "strategy");
        if (manifest is not { Kind: "Deployment", Group: "apps" } || strategy?.TextAt("type") is not (null or "RollingUpdate"))
        {
            return null;
        }

        var replicas = Count(manifest.Root.At("spec", "replicas"), 1);
        var (surge, unavailable) = RolloutMachine.Fenceposts(
            PodBound.Of(strategy?.At("rollingUpdate", "maxSurge")) ?? PodBound.Default,
            PodBound.Of(strategy?.At("rollingUpdate", "maxUnavailable")) ?? PodBound.Default,
            Math.Clamp(replicas, 0, RolloutMachine.Most));
        return new(replicas, (int)surge, (int)unavailable);
    }

    /// <summary>A count or a percentage of a whole; 25 % where nothing is said.</summary>
    public static int Resolved(ManifestNode? node, int whole, bool up) => node switch
    {
        { Kind: NodeKind.Integer } => Count(node, 0),
        { Kind: NodeKind.String } when node.Text.EndsWith('%') && int.TryParse(node.Text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var percent) => Part(percent, whole, up),
        _ => Part(25, whole, up),
    };

    /// <summary>A count.</summary>
    public static int Count(ManifestNode? node, int missing) => node is { Kind: NodeKind.Integer } && int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count : missing;

    private static int Part(long percent, int whole, bool up) => (int)Math.Clamp(((percent * whole) + (up ? 99 : 0)) / 100, 0, int.MaxValue);
}
