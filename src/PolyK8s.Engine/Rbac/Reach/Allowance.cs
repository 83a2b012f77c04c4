namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>So much may be looked at and no more; what is refused is counted, so that it can be said.</summary>
/// <param name="most">How much.</param>
internal sealed class Allowance(int most)
{
    private int _taken;

    /// <summary>How often it was refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Whether one more may be looked at.</summary>
    public bool Take()
    {
        if (_taken < most)
        {
            _taken++;
            return true;
        }

        Refused++;
        return false;
    }
}
