using System.Globalization;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rollouts;

/// <summary>A number of Pods, or a percentage of them.</summary>
/// <param name="Value">The number.</param>
/// <param name="IsPercent">Whether it is a percentage.</param>
public readonly record struct PodBound(long Value, bool IsPercent)
{
    /// <summary>What the API server fills in for a Deployment: <c>25%</c>.</summary>
    public static PodBound Default { get; } = new(25, IsPercent: true);

    /// <summary>The bound a field gives; null when it gives none that could be counted with.</summary>
    public static PodBound? Of(ManifestNode? node)
    {
        var text = node switch
        {
            { Kind: NodeKind.Integer } => node.Text,
            { Kind: NodeKind.String } when node.Text.EndsWith('%') => node.Text[..^1],
            _ => "",
        };
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= RolloutMachine.Most
            ? new(value, node!.Kind == NodeKind.String)
            : null;
    }
}
