using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using PolyK8s.Engine.Certificates;

namespace PolyK8s.Webhook.Tls;

/// <summary>Serving certificates without anybody's help: a common authority in a vault, and for each replica a certificate of its own, signed by it.</summary>
/// <remarks>
/// Every replica follows; the one that leads also makes, publishes, retires and drops authorities. The key of a serving
/// certificate is nowhere but in the memory of its replica. Wall-clock time counts, so that a machine that slept renews
/// at once when it wakes.
/// </remarks>
public sealed class RotatingCertificates
{
    /// <summary>How often vault and bundle are looked at.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>How often as long as there is no certificate that callers trust: who starts is ready a second after the bundle is published.</summary>
    private static readonly TimeSpan Hurry = TimeSpan.FromSeconds(1);

    private readonly IAuthorityVault _vault;
    private readonly ImmutableArray<string> _names;
    private readonly TimeProvider _clock;
    private readonly Action<string>? _say;
    private bool _signed;

    /// <summary>Certificates for a service.</summary>
    /// <param name="vault">Where the authorities are.</param>
    /// <param name="names">The names the API server calls us by, <c>poly-k8s.poly-k8s-system.svc</c>.</param>
    /// <param name="clock">The time.</param>
    /// <param name="say">Gets one line for each renewal and each new problem; null for silence.</param>
    public RotatingCertificates(IAuthorityVault vault, ImmutableArray<string> names, TimeProvider clock, Action<string>? say) =>
        (_vault, _names, _clock, _say) = (vault, names, clock, say);

    /// <summary>When the youngest authority ends; null when none was seen.</summary>
    public DateTimeOffset? AuthorityEnds { get; private set; }

    /// <summary>The names in the certificates.</summary>
    internal ImmutableArray<string> Names => _names;

    /// <summary>Does the work of the one who leads until told to stop.</summary>
    public Task LeadAsync(CancellationToken stop) => RepeatAsync(StepAsync, () => Pause, stop);

    /// <summary>Keeps a certificate in <paramref name="certificates"/> that callers trust, until told to stop.</summary>
    internal Task FollowAsync(Certificates certificates, CancellationToken stop) =>
        RepeatAsync(cancelled => LookAsync(certificates, cancelled), () => _signed ? Pause : Hurry, stop);

    /// <summary>One step of the one who leads: first what is kept, then what is published.</summary>
    internal async Task StepAsync(CancellationToken cancelled)
    {
        var now = _clock.GetUtcNow();
        var kept = await _vault.ReadAsync(cancelled);
        var published = await _vault.PublishedAsync(cancelled);
        var authorities = ReadAuthorities.Of(kept);
        var next = Rotation.Next(authorities.Times, authorities.PublishedIn(published), now);
        if (next.Action != RotationAction.Wait)
        {
            var changed = kept with { All = ReadAuthorities.After(next, kept.All, now) };
            if (!await _vault.ReplaceAsync(changed, cancelled))
            {
                return;
            }

            _say?.Invoke($"certificates: {Said(next.Action)}");
            kept = changed;
        }

        var bundle = string.Join('\n', kept.All.Select(a => a.CertificatePem.Trim())) + "\n";
        if (published.Any(live => live != bundle))
        {
            await _vault.PublishAsync(bundle, cancelled);
        }
    }

    /// <summary>One look of a replica: renews its certificate when that is due.</summary>
    internal async Task LookAsync(Certificates certificates, CancellationToken cancelled)
    {
        // Taken before reading: what is signed on old knowledge must not live longer for it.
        var seen = _clock.GetUtcNow();
        var kept = await _vault.ReadAsync(cancelled);
        var published = await _vault.PublishedAsync(cancelled);
        var authorities = ReadAuthorities.Of(kept);
        AuthorityEnds = authorities.Times.IsEmpty ? null : authorities.Times.Max(a => a.Ends);
        var current = certificates.Current;
        if (Rotation.Signer(authorities.Times, authorities.PublishedIn(published), seen) is { } which && (current.AuthorityPem != kept.All[which].CertificatePem || IsOld(current, seen)))
        {
            certificates.Current = authorities.Sign(which, kept.All[which], _names, seen);
            _signed = true;
            _say?.Invoke($"certificates: serving a new one, valid until {certificates.Current.Leaf.NotAfter.ToUniversalTime():u}");
        }
    }

    private static bool IsOld(ServingCertificate certificate, DateTimeOffset now)
    {
        var (begins, ends) = (certificate.Leaf.NotBefore.ToUniversalTime(), certificate.Leaf.NotAfter.ToUniversalTime());
        return now.UtcDateTime >= begins + ((ends - begins) * (2.0 / 3));
    }

    private static string Said(RotationAction action) => action switch
    {
        RotationAction.Create => "a new authority is published beside the others",
        RotationAction.Retire => "the old authority signs no more",
        _ => "an authority that has signed nothing valid is dropped",
    };

    [SuppressMessage("Design", "CA1031", Justification = "the border: a mistake of ours is said, and must not silently end the renewal of certificates")]
    private async Task RepeatAsync(Func<CancellationToken, Task> work, Func<TimeSpan> pause, CancellationToken stop)
    {
        var said = "";
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work(stop);
                said = "";
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Told to stop.
            }
            catch (Exception e)
            {
                var problem = e is VaultException ? e.Message : $"an internal fault, and it is tried again: {e.GetBaseException().Message.ReplaceLineEndings(" ")}";
                if (problem != said)
                {
                    _say?.Invoke($"certificates: {problem}");
                }

                said = problem;
            }

            await Task.Delay(pause(), _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
