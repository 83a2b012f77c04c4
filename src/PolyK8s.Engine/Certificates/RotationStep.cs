namespace PolyK8s.Engine.Certificates;

/// <summary>What the one who leads does next with the authorities.</summary>
/// <param name="Action">What.</param>
/// <param name="Which">To which authority; -1 when to none.</param>
public readonly record struct RotationStep(RotationAction Action, int Which = -1);

/// <summary>A step of a rotation.</summary>
public enum RotationAction
{
    /// <summary>Nothing is due.</summary>
    Wait,

    /// <summary>Take an authority out: nothing it signed is valid any more.</summary>
    Drop,

    /// <summary>Make a new authority and publish it beside the others.</summary>
    Create,

    /// <summary>Let an authority sign no more: its successor is trusted everywhere.</summary>
    Retire,
}
