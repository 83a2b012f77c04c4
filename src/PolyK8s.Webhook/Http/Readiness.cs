using PolyK8s.Webhook.Review;
using PolyK8s.Webhook.Tls;

namespace PolyK8s.Webhook.Http;

/// <summary>What must hold besides before reviews may come.</summary>
/// <param name="probe">Tries the certificate as callers do; null where nobody publishes what they trust.</param>
/// <param name="rehearsal">The first judgements; null where nothing is rehearsed.</param>
internal sealed class Readiness(SelfProbe? probe, Rehearsal? rehearsal)
{
    /// <summary>Why reviews may not come yet, one line; null when they may.</summary>
    public string? Problem => rehearsal?.NotReady ?? probe?.NotReady;

    /// <summary>Does what it takes until told to stop.</summary>
    /// <param name="server">Where the reviews are served.</param>
    /// <param name="stop">Ends it.</param>
    public Task RunAsync(System.Net.IPEndPoint server, CancellationToken stop) =>
        Task.WhenAll(rehearsal?.RunAsync(stop) ?? Task.CompletedTask, probe?.RunAsync(server, stop) ?? Task.CompletedTask);
}
