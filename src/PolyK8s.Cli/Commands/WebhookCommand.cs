using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Cluster;
using PolyK8s.Engine;
using PolyK8s.Webhook;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s webhook</c>: judges AdmissionReviews over HTTPS until it is told to stop.</summary>
/// <remarks>With files it judges against those; otherwise it watches a cluster. Without policies it only warns.</remarks>
internal static class WebhookCommand
{
    private const string Loopback = "127.0.0.1:8443";

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var snapshot = new SnapshotOptions();
        var listen = ListenOption.Create($"Where to listen; {Loopback}, without it");
        var certificate = new Option<string?>("--tls-cert") { Description = "The serving certificate and its intermediates, PEM; without it one is made for this run", HelpName = "FILE" };
        var key = new Option<string?>("--tls-key") { Description = "The key of that certificate, PEM", HelpName = "FILE" };
        var drain = new Option<int>("--drain-seconds") { Description = "How long to go on serving after the signal to stop", HelpName = "SECONDS", DefaultValueFactory = _ => 15 };
        var command = new Command("webhook", "Judge AdmissionReviews over HTTPS, against a cluster that is watched, or against files (--state, --policies).") { listen, certificate, key, drain };
        foreach (var option in snapshot.All)
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

            if (endpoint is null || problems.Count > 0)
            {
                problems.ForEach(terminal.Complain);
                return ExitCodes.Usage;
            }

            var options = new WebhookHostOptions
            {
                Address = endpoint.Address,
                Port = endpoint.Port,
                CertificateFile = parsed.GetValue(certificate),
                KeyFile = parsed.GetValue(key),
                DrainTime = TimeSpan.FromSeconds(parsed.GetValue(drain)),
            };
            return await RunAsync(parsed, snapshot, options, terminal, judge, problems, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, SnapshotOptions snapshot, WebhookHostOptions options, Terminal terminal, Judge judge, List<string> problems, CancellationToken cancellation)
    {
        if (snapshot.HasFiles(parsed))
        {
            var files = await snapshot.OpenAsync(parsed, "default", Mode.Warn, new InputReader(terminal), judge.Book, problems, cancellation);
            problems.ForEach(terminal.Complain);
            return files is null ? ExitCodes.Usage : await ServeAsync(options, files, terminal, judge, cancellation);
        }

        using var cluster = snapshot.Connect(parsed);
        // Profiles may name any rule; those that only repeat the API server's own validation stay out of its way.
        await using var live = LiveView.Start(cluster, judge.Book, say: terminal.Complain, secretNames: snapshot.SecretNames(parsed));
        return await ServeAsync(options, live, terminal, new Judge(RuleBook.AtAdmission), cancellation);
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
