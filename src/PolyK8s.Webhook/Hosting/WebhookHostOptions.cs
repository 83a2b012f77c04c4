using System.Collections.Immutable;
using System.Net;
using PolyK8s.Engine.Certificates;
using PolyK8s.Webhook.Metrics;
using PolyK8s.Webhook.Tls;

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

    /// <summary>A PEM file with the authority of callers' certificates; with it reviews are judged only for callers with one. Null to judge for anybody.</summary>
    public string? CallerAuthorityFile { get; init; }

    /// <summary>The common name a caller's certificate has to have; null for any.</summary>
    public string? CallerName { get; init; }

    /// <summary>Certificates made and renewed without anybody's help; null where they come from files or live with the process.</summary>
    public RotatingCertificates? Rotation { get; init; }

    /// <summary>What callers trust and the name they call; with them the server is ready only once it trusts itself. Null where nobody publishes anything.</summary>
    public (IPublishedBundles Bundles, string Service)? Published { get; init; }

    /// <summary>Whether the first judgements are made up, and the server is ready only after: the first real one is then as fast as the others.</summary>
    public bool Rehearses { get; init; } = true;

    /// <summary>Where <c>/metrics</c> and the probes are served besides, without TLS; null for nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>What is counted.</summary>
    public WebhookMetrics Counted { get; init; } = new();

    /// <summary>The version of the program, for its metrics.</summary>
    public string Version { get; init; } = "unknown";

    /// <summary>Whether log lines are JSON.</summary>
    public bool LogsJson { get; init; }

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
