using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PolyK8s.Engine.Certificates;

namespace PolyK8s.Webhook.Tls;

/// <summary>The authorities of a vault, parsed.</summary>
internal sealed class ReadAuthorities
{
    private readonly ImmutableArray<X509Certificate2> _certificates;

    private ReadAuthorities(ImmutableArray<X509Certificate2> certificates, ImmutableArray<Authority> times) => (_certificates, Times) = (certificates, times);

    /// <summary>When each begins, ends and retires, oldest first.</summary>
    public ImmutableArray<Authority> Times { get; }

    /// <summary>Parses what is kept.</summary>
    /// <exception cref="VaultException">It is no certificate: somebody else wrote it.</exception>
    public static ReadAuthorities Of(KeptAuthorities kept)
    {
        try
        {
            ImmutableArray<X509Certificate2> certificates = [.. kept.All.Select(a => X509Certificate2.CreateFromPem(a.CertificatePem))];
            return new(certificates, [.. certificates.Zip(kept.All, Time)]);
        }
        catch (CryptographicException)
        {
            throw new VaultException("what the Secret keeps is no certificate of an authority; delete the Secret's data, and new ones are made");
        }
    }

    /// <summary>Which authorities every bundle holds.</summary>
    public ImmutableArray<bool> PublishedIn(ImmutableArray<string> bundles)
    {
        var held = bundles.Distinct(StringComparer.Ordinal).Select(bundle => Trust.Bundle(bundle).Select(c => c.Thumbprint).ToHashSet(StringComparer.Ordinal)).ToArray();
        return [.. _certificates.Select(c => held.Length > 0 && held.All(bundle => bundle.Contains(c.Thumbprint)))];
    }

    /// <summary>What is to be kept after a step.</summary>
    public static ImmutableArray<KeptAuthority> After(RotationStep step, ImmutableArray<KeptAuthority> kept, DateTimeOffset now) => step.Action switch
    {
        RotationAction.Create => kept.Add(Made(now)),
        RotationAction.Drop => kept.RemoveAt(step.Which),
        RotationAction.Retire => kept.SetItem(step.Which, kept[step.Which] with { Retires = now }),
        _ => kept,
    };

    /// <summary>A serving certificate.</summary>
    public ServingCertificate Sign(int which, KeptAuthority kept, ImmutableArray<string> names, DateTimeOffset seen)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(kept.KeyPem);
        return new(Issuing.Leaf(_certificates[which], key, names, seen, Rotation.LeafEnds(Times[which], seen)), [], kept.CertificatePem);
    }

    private static KeptAuthority Made(DateTimeOffset now)
    {
        var (certificate, key) = Issuing.Authority(now, Rotation.AuthorityLife);
        using (certificate)
        using (key)
        {
            return new(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), null);
        }
    }

    // A certificate is valid a little before it was made; the time to settle counts from when it was made.
    private static Authority Time(X509Certificate2 certificate, KeptAuthority kept) =>
        new(certificate.NotBefore.ToUniversalTime() + Issuing.Skew, certificate.NotAfter.ToUniversalTime(), kept.Retires);
}
