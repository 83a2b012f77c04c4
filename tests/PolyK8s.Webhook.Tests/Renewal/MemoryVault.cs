using System.Collections.Immutable;
using PolyK8s.Engine.Certificates;

namespace PolyK8s.Webhook.Tests.Renewal;

/// <summary>A vault in memory, with one Secret, two webhook configurations and the troubles an API server can have.</summary>
internal sealed class MemoryVault : IAuthorityVault
{
    private KeptAuthorities _kept = new([], "0");
    private string[] _bundles = ["", ""];

    /// <summary>Whether nothing can be read or written.</summary>
    public bool IsAway { get; set; }

    /// <summary>How many more reads fail in a way that nobody foresaw.</summary>
    public int Faults { get; set; }

    /// <summary>Whether somebody else is always faster.</summary>
    public bool Conflicts { get; set; }

    /// <summary>Whether publishing breaks off after the first configuration.</summary>
    public bool BreaksOff { get; set; }

    /// <summary>What the two configurations trust.</summary>
    public ImmutableArray<string> Bundles => [.. _bundles];

    /// <summary>The authorities.</summary>
    public ImmutableArray<KeptAuthority> Kept => _kept.All;

    /// <inheritdoc />
    public Task<KeptAuthorities> ReadAsync(CancellationToken cancelled) => Task.FromResult(Here(_kept));

    /// <inheritdoc />
    public Task<bool> ReplaceAsync(KeptAuthorities next, CancellationToken cancelled)
    {
        if (Here(Conflicts) || next.Version != _kept.Version)
        {
            return Task.FromResult(false);
        }

        _kept = next with { Version = $"{int.Parse(_kept.Version, System.Globalization.CultureInfo.InvariantCulture) + 1}" };
        return Task.FromResult(true);
    }

    /// <inheritdoc />
    public Task<ImmutableArray<string>> PublishedAsync(CancellationToken cancelled) => Task.FromResult(Here(Bundles));

    /// <inheritdoc />
    public Task PublishAsync(string bundlePem, CancellationToken cancelled)
    {
        _bundles[0] = Here(bundlePem);
        if (BreaksOff)
        {
            throw new VaultException("the connection broke");
        }

        _bundles[1] = bundlePem;
        return Task.CompletedTask;
    }

    private T Here<T>(T value) => IsAway ? throw new VaultException("the API server is away")
        : Faults > 0 && Faults-- > 0 ? throw new InvalidOperationException("nobody foresaw this")
        : value;
}
