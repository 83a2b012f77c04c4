using System.Collections.Immutable;

namespace PolyK8s.Engine.Certificates;

/// <summary>Where the authorities of all replicas are kept, and where their certificates are published to those who call.</summary>
/// <remarks>A port: the cluster implements it, the server uses it. Whatever does not work is a <see cref="VaultException"/>.</remarks>
public interface IAuthorityVault : IPublishedBundles
{
    /// <summary>The authorities as they are kept now.</summary>
    Task<KeptAuthorities> ReadAsync(CancellationToken cancelled);

    /// <summary>Keeps others instead; false when somebody else was faster, and nothing has changed.</summary>
    Task<bool> ReplaceAsync(KeptAuthorities next, CancellationToken cancelled);

    /// <summary>Makes every webhook configuration trust this bundle.</summary>
    Task PublishAsync(string bundlePem, CancellationToken cancelled);
}

/// <summary>Authorities, oldest first.</summary>
/// <param name="All">The authorities.</param>
/// <param name="Version">What stands for this state: only who knows the newest may replace it.</param>
public sealed record KeptAuthorities(ImmutableArray<KeptAuthority> All, string Version);

/// <summary>One authority with its key.</summary>
/// <param name="CertificatePem">The certificate.</param>
/// <param name="KeyPem">The key, PKCS#8.</param>
/// <param name="Retires">When it stops signing; null as long as no successor has taken over.</param>
public sealed record KeptAuthority(string CertificatePem, string KeyPem, DateTimeOffset? Retires)
{
    /// <summary>Never the key.</summary>
    public override string ToString() => $"authority retiring {Retires?.ToString("u", System.Globalization.CultureInfo.InvariantCulture) ?? "never"}";
}
