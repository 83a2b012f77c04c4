using System.Collections.Immutable;

namespace PolyK8s.Engine.Certificates;

/// <summary>What those who call the webhook trust.</summary>
public interface IPublishedBundles
{
    /// <summary>The bundle of each webhook configuration, PEM; empty text where there is none.</summary>
    /// <exception cref="VaultException">They cannot be read now.</exception>
    Task<ImmutableArray<string>> PublishedAsync(CancellationToken cancelled);
}
