using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Certificates;

/// <summary>Authorities that follow one another so that no certificate is ever served that the published bundle does not verify.</summary>
/// <remarks>It only decides; who makes keys and speaks to a cluster asks it what to do.</remarks>
public static class Rotation
{
    /// <summary>How long an authority lives.</summary>
    public static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(365);

    /// <summary>How long a serving certificate lives at most; a replica renews it after two thirds.</summary>
    /// <remarks>A week: long enough to survive an API server that is away for days, short enough that a stolen key is soon worthless.</remarks>
    public static readonly TimeSpan LeafLife = TimeSpan.FromDays(7);

    /// <summary>How long a new authority is published before it signs.</summary>
    /// <remarks>API servers learn of a changed bundle within seconds; an hour also covers one that was cut off.</remarks>
    public static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    /// <summary>The next step of the one who leads.</summary>
    /// <param name="authorities">The authorities, oldest first.</param>
    /// <param name="published">Which of them every webhook configuration trusts.</param>
    /// <param name="now">The time.</param>
    public static RotationStep Next(ImmutableArray<Authority> authorities, ImmutableArray<bool> published, DateTimeOffset now) =>
        new RotationKernel(authorities).Next(published, now);

    /// <summary>The authority that signs a replica's next certificate; null when none may.</summary>
    /// <param name="authorities">The authorities, oldest first.</param>
    /// <param name="published">Which of them every webhook configuration trusts.</param>
    /// <param name="seen">When the authorities were read, taken before reading.</param>
    public static int? Signer(ImmutableArray<Authority> authorities, ImmutableArray<bool> published, DateTimeOffset seen) =>
        new RotationKernel(authorities).Signer(published, seen);

    /// <summary>Until when a certificate signed now may be valid.</summary>
    /// <param name="authority">Who signs.</param>
    /// <param name="seen">When the authorities were read, taken before reading.</param>
    public static DateTimeOffset LeafEnds(Authority authority, DateTimeOffset seen) => RotationKernel.LeafEnds(authority, seen);
}
