using PolyK8s.Webhook.Tls;

namespace PolyK8s.Webhook.Http;

/// <summary>What must hold besides before reviews may come.</summary>
/// <param name="probe">Tries the certificate as callers do; null where nobody publishes what they trust.</param>
internal sealed class Readiness(SelfProbe? probe)
{
    /// <summary>The probe.</summary>
    public SelfProbe? Probe => probe;

    /// <summary>Why reviews may not come yet, one line; null when they may.</summary>
    public string? Problem => probe?.NotReady;
}
