using System.Collections.Immutable;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>The ceilings of a view, read once for as long as none changes.</summary>
internal sealed class CeilingSet : IProjection<CeilingSet>
{
    private static readonly CeilingSet Reader = new([]);
    private readonly ImmutableArray<CapabilityCeiling> _ceilings;

    private CeilingSet(ImmutableArray<CapabilityCeiling> ceilings) => _ceilings = ceilings;

    /// <inheritdoc />
    public ImmutableArray<GroupKind> Kinds { get; } = [CapabilityCeiling.GroupKind];

    /// <summary>The ceilings without mistakes, by name.</summary>
    public static ImmutableArray<CapabilityCeiling> Of(ClusterView view) => view.Get(Reader)._ceilings;

    /// <inheritdoc />
    public CeilingSet Project(ClusterView view) => new(
        [.. view.Of(CapabilityCeiling.GroupKind).All.OrderBy(c => c.Name, StringComparer.Ordinal).Select(CapabilityCeilingReader.Read).Where(r => r.Faults.IsEmpty).Select(r => r.Ceiling)]);
}
