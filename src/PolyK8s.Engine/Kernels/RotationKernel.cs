using System.Collections.Immutable;
using PolyK8s.Engine.Certificates;
using PolyK8s.Kernels.Rotation;
using KernelAuthority = PolyK8s.Kernels.Rotation.Authority;

namespace PolyK8s.Engine.Kernels;

/// <summary>The rotation of certificate authorities.</summary>
internal sealed class RotationKernel(ImmutableArray<Certificates.Authority> authorities)
{
    private readonly _IPlan _plan = Plan.create(
        Dafny.Sequence<_IAuthority>.FromArray([.. authorities.Select(ToKernel)]),
        (long)Certificates.Rotation.LeafLife.TotalSeconds,
        (long)Certificates.Rotation.Settling.TotalSeconds);

    /// <summary>The next step of the one who leads.</summary>
    public RotationStep Next(ImmutableArray<bool> published, DateTimeOffset now)
    {
        var step = _plan.Next(now.ToUnixTimeSeconds(), Dafny.Sequence<bool>.FromArray([.. published]));
        return step.is_Drop ? new(RotationAction.Drop, step.dtor_which)
            : step.is_Retire ? new(RotationAction.Retire, step.dtor_which)
            : new(step.is_Create ? RotationAction.Create : RotationAction.Wait);
    }

    /// <summary>The authority that signs next; null when none may.</summary>
    public int? Signer(ImmutableArray<bool> published, DateTimeOffset seen) =>
        _plan.Signer(seen.ToUnixTimeSeconds(), Dafny.Sequence<bool>.FromArray([.. published])) is var which and >= 0 ? which : null;

    /// <summary>Until when a certificate may be valid.</summary>
    public static DateTimeOffset LeafEnds(Certificates.Authority authority, DateTimeOffset seen) =>
        DateTimeOffset.FromUnixTimeSeconds(ToKernel(authority).LeafEnds(seen.ToUnixTimeSeconds(), (long)Certificates.Rotation.LeafLife.TotalSeconds));

    private static _IAuthority ToKernel(Certificates.Authority authority) => KernelAuthority.create(
        authority.Begins.ToUnixTimeSeconds(),
        authority.Ends.ToUnixTimeSeconds(),
        authority.Retires?.ToUnixTimeSeconds() ?? PolyK8s.Kernels.Rotation.__default.Never);
}
