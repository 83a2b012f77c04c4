using System.Collections.Immutable;
using PolyK8s.Engine.Indexes;

namespace PolyK8s.Engine.Waiting;

/// <summary>The changes that can close a circle of waits.</summary>
internal static class WaitScopes
{
    /// <summary>Writes of what makes Pods.</summary>
    public static ImmutableArray<RuleScope> Makers { get; } = [.. MakersByLabel.Makers.Select(k => RuleScope.Writes(k.Group, k.Kind))];

    /// <summary>Writes of what makes Pods, and of Services.</summary>
    public static ImmutableArray<RuleScope> MakersAndServices { get; } = [.. Makers, RuleScope.Writes("", "Service")];
}
