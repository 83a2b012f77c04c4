using System.Collections.Immutable;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine.Rollouts;

/// <summary>The guards of a view, read once for as long as none changes.</summary>
internal sealed class GuardSet : IProjection<GuardSet>
{
    private static readonly GuardSet Reader = new([]);
    private readonly ImmutableArray<RolloutGuard> _guards;

    private GuardSet(ImmutableArray<RolloutGuard> guards) => _guards = guards;

    /// <inheritdoc />
    public ImmutableArray<GroupKind> Kinds { get; } = [RolloutGuard.GroupKind];

    /// <summary>The guards without mistakes, by name.</summary>
    public static ImmutableArray<RolloutGuard> Of(ClusterView view) => view.Get(Reader)._guards;

    /// <inheritdoc />
    public GuardSet Project(ClusterView view) => new(
        [.. view.Of(RolloutGuard.GroupKind).All.OrderBy(g => g.Name, StringComparer.Ordinal).Select(RolloutGuardReader.Read).Where(r => r.Faults.IsEmpty).Select(r => r.Guard)]);
}
