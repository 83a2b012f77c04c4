using System.CommandLine;
using System.Net;
using PolyK8s.Cluster;
using PolyK8s.Cluster.Certificates;
using PolyK8s.Cluster.Operating;
using PolyK8s.Cluster.Reporting;
using PolyK8s.Webhook;
using PolyK8s.Webhook.Tls;

namespace PolyK8s.Cli.Commands;

/// <summary>The options of a webhook that is installed in a cluster, where its replicas agree on one that writes.</summary>
internal sealed class OperateOptions
{
    private readonly Option<string?> _namespace = new("--in-namespace") { Description = "The namespace the product is installed in: with it the replicas agree on one that writes (conditions of policies, Events, reports, certificates)", HelpName = "NS" };
    private readonly Option<string?> _identity = new("--identity") { Description = "The name of this replica; the host's name without it", HelpName = "NAME" };
    private readonly Option<string> _service = new("--service") { Description = "The Service the API server calls", HelpName = "NAME", DefaultValueFactory = _ => "poly-k8s" };
    private readonly Option<bool> _certificates = new("--self-certificates") { Description = "Make and renew certificates without anybody's help: the authority is kept in Secret poly-k8s-ca and published as caBundle" };
    private readonly Option<string?> _clientAuthority = new("--client-ca") { Description = "Judge reviews only for callers with a certificate of this authority, PEM; an API server shows one when its admission configuration says so", HelpName = "FILE" };
    private readonly Option<string?> _clientName = new("--client-name") { Description = "The common name the certificate of a caller has to have; any without it", HelpName = "NAME" };
    private readonly Option<string> _reports = new("--reports") { Description = "The reports of the background check", HelpName = "none|openreports|policyreports", DefaultValueFactory = _ => "none" };
    private readonly Option<string?> _metrics = new("--metrics") { Description = "Where to serve /metrics and the probes without TLS, 0.0.0.0:8080 for instance; nowhere without it", HelpName = "ADDRESS:PORT" };
    private readonly Option<string?> _traces = new("--traces") { Description = "Send a span for each review to this OpenTelemetry collector (OTLP over HTTP), http://collector:4318 for instance; nowhere without it", HelpName = "URL" };
    private readonly Option<string> _log = new("--log") { Description = "How log lines are written", HelpName = "text|json", DefaultValueFactory = _ => "text" };

    /// <summary>The options; their values are checked by the parser where they are few.</summary>
    public OperateOptions()
    {
        _reports.AcceptOnlyFromAmong("none", "openreports", "policyreports");
        _log.AcceptOnlyFromAmong("text", "json");
    }

    /// <summary>The options, for the command.</summary>
    public IEnumerable<Option> All => [_namespace, _identity, _service, _certificates, _clientAuthority, _clientName, _reports, _metrics, _traces, _log];

    /// <summary>The options of the host, with what these say; a mistake is a line in <paramref name="problems"/>.</summary>
    public WebhookHostOptions Read(ParseResult parsed, WebhookHostOptions options, bool files, List<string> problems)
    {
        var metrics = parsed.GetValue(_metrics) is { } text ? ListenOption.Read(text, problems) : null;
        if (parsed.GetValue(_traces) is { } collector && Traces(parsed) is null)
        {
            problems.Add($"`{collector}` is no address of a collector; give one such as `http://collector:4318`");
        }

        if (parsed.GetValue(_certificates) && parsed.GetValue(_namespace) is null)
        {
            problems.Add("`--self-certificates` needs `--in-namespace`: that is where the authority is kept");
        }

        if (parsed.GetValue(_certificates) && options.CertificateFile is not null)
        {
            problems.Add("`--self-certificates` and `--tls-cert` are two sources of one certificate; leave one of them out");
        }

        if (parsed.GetValue(_clientName) is not null && parsed.GetValue(_clientAuthority) is null)
        {
            problems.Add("`--client-name` needs `--client-ca`: a name counts only in a certificate of an authority");
        }

        if (files && parsed.GetValue(_namespace) is not null)
        {
            problems.Add("`--in-namespace` needs a cluster; leave `--state` and `--policies` out");
        }

        return options with
        {
            Metrics = metrics,
            CallerAuthorityFile = parsed.GetValue(_clientAuthority),
            CallerName = parsed.GetValue(_clientName),
            LogsJson = parsed.GetValue(_log) == "json",
            Version = Output.ProductVersion.Text,
            Admission = options.Admission with { Exclusions = parsed.GetValue(_namespace) is { } ns ? new([ns, "kube-system"]) : options.Admission.Exclusions },
        };
    }

    /// <summary>Where spans go; null for nowhere.</summary>
    public Uri? Traces(ParseResult parsed) =>
        Uri.TryCreate(parsed.GetValue(_traces), UriKind.Absolute, out var collector) && (collector.Scheme == Uri.UriSchemeHttp || collector.Scheme == Uri.UriSchemeHttps) ? collector : null;

    /// <summary>Whether log lines are JSON.</summary>
    public bool LogsJson(ParseResult parsed) => parsed.GetValue(_log) == "json";

    /// <summary>What this replica does besides judging; null when it is in no namespace.</summary>
    public OperatorOptions? Operator(ParseResult parsed) => parsed.GetValue(_namespace) is not { } ns ? null : new(ns, parsed.GetValue(_identity) ?? Dns.GetHostName())
    {
        Reports = parsed.GetValue(_reports) switch { "openreports" => ReportKind.OpenReports, "policyreports" => ReportKind.PolicyReports, _ => ReportKind.None },
    };

    /// <summary>The host's options with the certificates and the readiness of an installed replica.</summary>
    public WebhookHostOptions Installed(ParseResult parsed, WebhookHostOptions options, OperatorOptions where, ClusterConnection cluster, Action<string> say)
    {
        var configurations = new WebhookConfigurations(cluster, where.Configuration, where.Namespace);
        var service = $"{parsed.GetValue(_service)}.{where.Namespace}.svc";
        return options with
        {
            Published = (configurations, service),
            Rotation = parsed.GetValue(_certificates)
                ? new RotatingCertificates(new SecretVault(cluster, where.Namespace, "poly-k8s-ca", configurations), [service, $"{service}.cluster.local"], TimeProvider.System, say)
                : null,
        };
    }
}
