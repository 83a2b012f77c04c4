using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>Looks for ways through ceilings that a change opens, subject by subject, until it has looked at enough; what it leaves out it counts.</summary>
/// <param name="before">The cluster before the change.</param>
/// <param name="after">The cluster after it.</param>
/// <param name="mostPowers">How many powers it looks at, over all walks.</param>
internal sealed class CeilingSearch(ClusterView before, ClusterView after, int mostPowers)
{
    private int _powers;

    /// <summary>How many subjects were not looked at.</summary>
    public int SubjectsLeft { get; private set; }

    /// <summary>How many permissions by name were not followed on the ways of those who break no ceiling.</summary>
    public int NamesLeft { get; private set; }

    /// <summary>The nearest way through a ceiling that was not there before; null when there is none, or it was not looked for.</summary>
    public CeilingBreach? For(CapabilityCeiling ceiling, Subject subject)
    {
        if (_powers >= mostPowers)
        {
            SubjectsLeft++;
            return null;
        }

        var (walk, breach) = CeilingBreach.Look(after, ceiling, subject);
        _powers += walk.Powers.Count;
        NamesLeft += breach is null ? walk.CutShort.Sum(cut => cut.Left) : 0;
        return breach is null || IsOld(ceiling, subject, breach) ? null : breach;
    }

    private bool IsOld(CapabilityCeiling ceiling, Subject subject, CeilingBreach breach)
    {
        var (walk, old) = CeilingBreach.Look(before, ceiling, subject);
        _powers += walk.Powers.Count;
        return old is not null && (old.Power, old.Access) == (breach.Power, breach.Access);
    }
}
