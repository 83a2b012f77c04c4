using System.Collections.Immutable;
using System.Net;

namespace PolyK8s.Webhook;

/// <summary>How the webhook is served.</summary>
public sealed record WebhookHostOptions
{
    /// <summary>The address to listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>A PEM file with the serving certificate and its intermediates; null for one made in the process. Renewed files are taken up.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file with the key of that certificate.</summary>
    public string? KeyFile { get; init; }

    /// <summary>DNS names and addresses for a certificate made in the process, beside loopback and <see cref="Address"/>; <c>webhook.system.svc</c> for instance.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>How long to go on serving after the signal to stop, while the endpoints forget this replica.</summary>
    /// <remarks>15 s covers the propagation of endpoints; a Pod needs a <c>terminationGracePeriodSeconds</c> of this and <see cref="StopTime"/> and some more, such as 45.</remarks>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long reviews under way may still take after draining.</summary>
    public TimeSpan StopTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The limits of the endpoints.</summary>
    public AdmissionOptions Admission { get; init; } = new();

    /// <summary>Called once when requests are served.</summary>
    public Action<WebhookAddress>? Started { get; init; }
}
