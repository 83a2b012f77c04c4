using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Cluster;
using PolyK8s.Cluster.Operating;
using PolyK8s.Engine;
using PolyK8s.Webhook;
using PolyK8s.Webhook.Metrics;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s webhook</c>: judges AdmissionReviews over HTTPS until it is told to stop.</summary>
/// <remarks>With files it judges against those; otherwise it watches a cluster. Without policies it only warns.</remarks>
internal static class WebhookCommand
{
    private const string Loopback = "127.0.0.1:8443";

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var (snapshot, operate) = (new SnapshotOptions(), new OperateOptions());
        var listen = ListenOption.Create($"Where to listen; {Loopback}, without it");
        var certificate = new Option<string?>("--tls-cert") { Description = "The serving certificate and its intermediates, PEM; without it one is made for this run", HelpName = "FILE" };
        var key = new Option<string?>("--tls-key") { Description = "The key of that certificate, PEM", HelpName = "FILE" };
        var drain = new Option<int>("--drain-seconds") { Description = "How long to go on serving after the signal to stop", HelpName = "SECONDS", DefaultValueFactory = _ => 15 };
        var command = new Command("webhook", "Judge AdmissionReviews over HTTPS, against a cluster that is watched, or against files (--state, --policies).") { listen, certificate, key, drain };
        foreach (var option in snapshot.All.Concat(operate.All))
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var problems = new List<string>();
            var endpoint = ListenOption.Read(parsed.GetValue(listen) ?? Loopback, problems);
            if (parsed.GetValue(drain) is < 0 or > 600)
            {
                problems.Add($"`{parsed.GetValue(drain)}` is no time to drain; give 0 to 600 seconds");
            }

            var options = operate.Read(
                parsed,
                new()
                {
                    Address = endpoint?.Address ?? System.Net.IPAddress.Loopback,
                    Port = endpoint?.Port ?? 0,
                    CertificateFile = parsed.GetValue(certificate),
                    KeyFile = parsed.GetValue(key),
                    DrainTime = TimeSpan.FromSeconds(parsed.GetValue(drain)),
                },
                snapshot.HasFiles(parsed),
                problems);
            if (problems.Count > 0)
            {
                problems.ForEach(terminal.Complain);
                return ExitCodes.Usage;
            }

            using var traces = TraceExport.Start(operate.Traces(parsed));
            return snapshot.HasFiles(parsed)
                ? await RunOnFilesAsync(parsed, snapshot, options, terminal, judge, cancellation)
                : await RunOnClusterAsync(parsed, snapshot, operate, options, terminal, judge, cancellation);
        });
        return command;
    }

    private static async Task<int> RunOnFilesAsync(ParseResult parsed, SnapshotOptions snapshot, WebhookHostOptions options, Terminal terminal, Judge judge, CancellationToken cancellation)
    {
        var problems = new List<string>();
        var files = await snapshot.OpenAsync(parsed, "default", Mode.Warn, new InputReader(terminal), judge.Book, problems, cancellation);
        problems.ForEach(terminal.Complain);
        return files is null ? ExitCodes.Usage : await ServeAsync(options, files, terminal, judge, cancellation);
    }

    private static async Task<int> RunOnClusterAsync(ParseResult parsed, SnapshotOptions snapshot, OperateOptions operate, WebhookHostOptions options, Terminal terminal, Judge judge, CancellationToken cancellation)
    {
        var log = new LogLines(terminal, operate.LogsJson(parsed));
        using var cluster = snapshot.Connect(parsed);
        // Profiles may name any rule; those that only repeat the API server's own validation stay out of its way.
        await using var live = LiveView.Start(cluster, judge.Book, say: log.Say, secretNames: snapshot.SecretNames(parsed));
        var admission = new Judge(RuleBook.AtAdmission);
        if (operate.Operator(parsed) is not { } where)
        {
            return await ServeAsync(options, live, terminal, admission, cancellation);
        }

        options = operate.Installed(parsed, options, where, cluster, log.Say);
        var operating = new ClusterOperator(cluster, where, live, admission, TimeProvider.System, log.Say);
        Watch(options.Counted, operating, live);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = operating.RunAsync(options.Rotation is { } rotation ? rotation.LeadAsync : null, ended.Token);
        try
        {
            return await ServeAsync(options, live, terminal, admission, cancellation);
        }
        finally
        {
            await ended.CancelAsync();
            await running;
        }
    }

    private static void Watch(WebhookMetrics metrics, ClusterOperator operating, LiveView live)
    {
        metrics.AddGauge("polyk8s_watches_failing", "Resources that could not be read or watched when it was last tried; of these the view may be old.", () => live.Failing);
        metrics.AddGauge("polyk8s_leader", "Whether this replica writes for all: 1 or 0.", () => operating.Leadership.Leads ? 1 : 0);
        metrics.AddGauge("polyk8s_enforcing", "Whether the API server refused what must be refused: 1 or 0; absent where it was not tried.", () => operating.Canary.Enforcing is { } yes ? (yes ? 1 : 0) : null);
        metrics.AddGauge("polyk8s_background_objects", "Objects judged in the last round of the background check.", () => operating.Background.Judged);
        metrics.AddGauge("polyk8s_background_findings", "Objects of the last round with a finding.", () => operating.Background.WithFindings);
        metrics.AddGauge("polyk8s_forbidden_transitions", "Steps of objects that the lifecycle of their kind does not allow, since the start.", "kind", () => live.Current.States.Counts.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal).Select(c => (c.Key.ToString(), (double?)c.Value)));
    }

    private static async Task<int> ServeAsync(WebhookHostOptions options, ISnapshotSource source, Terminal terminal, Judge judge, CancellationToken cancellation)
    {
        try
        {
            await WebhookHost.RunAsync(options, source, judge, terminal.Error, cancellation);
            return ExitCodes.Clean;
        }
        catch (WebhookStartException e)
        {
            terminal.Complain(e.Message);
            return ExitCodes.Usage;
        }
    }
}
