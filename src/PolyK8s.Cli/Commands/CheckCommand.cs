using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Cli.Output;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s check</c>.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var (options, snapshot, schemas) = (new CheckOptions(), new SnapshotOptions(), new SchemaOptions());
        var command = new Command("check", "Judge manifests: what would be refused, why, and how to mend it.");
        foreach (var option in options.All.Concat(snapshot.All).Concat(schemas.All))
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var problems = new List<string>();
            var code = await RunAsync(parsed, options, snapshot, schemas, terminal, judge, problems, cancellation);
            problems.ForEach(terminal.Complain);
            return problems.Count > 0 ? ExitCodes.Usage : code;
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CheckOptions options, SnapshotOptions snapshotOptions, SchemaOptions schemaOptions, Terminal terminal, Judge judge, List<string> problems, CancellationToken cancellation)
    {
        var outputs = CheckArguments.Outputs(parsed, options, problems);
        var chosen = CheckArguments.Judge(parsed, options, judge, problems);
        var version = schemaOptions.Version(parsed, problems);
        var reader = new InputReader(terminal);
        var request = problems.Count == 0 ? CheckArguments.Request(parsed, options, reader, problems) : null;
        // Profiles may name rules that this run leaves out.
        var source = request is null ? null : await snapshotOptions.OpenAsync(parsed, request.Namespace, Mode.Enforce, reader, judge.Book, problems, cancellation);
        if (request is null || source is null || problems.Count > 0)
        {
            return ExitCodes.Usage;
        }

        // A schema that cannot be read leaves the rest to judge by: the report is written, and the exit code says that something is missing.
        var schemas = schemaOptions.Read(parsed, version, reader, problems);
        var report = Check.Run(request, schemas.Of(source.Current), chosen);
        foreach (var output in outputs)
        {
            Write(output, report, terminal, problems);
        }

        return Verdict(report, CheckArguments.FailOn(parsed, options));
    }

    private static void Write(ReportOutput output, CheckReport report, Terminal terminal, List<string> problems)
    {
        if (output.File is null)
        {
            output.Format.Write(report, terminal.Out, terminal.Colors);
            return;
        }

        try
        {
            using var file = new StreamWriter(output.File);
            output.Format.Write(report, file, colors: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"`{output.File}` cannot be written: {e.Message.TrimEnd('.')}");
        }
    }

    private static int Verdict(CheckReport report, Severity failOn) =>
        report.Results.Any(result => result.Fault is not null) ? ExitCodes.Usage
        : report.Results.Any(result => result.Outcome == Outcome.CouldNotTell) ? ExitCodes.Internal
        : report.Results.SelectMany(result => result.Findings).Any(finding => Weight(finding) >= failOn) ? ExitCodes.Findings
        : ExitCodes.Clean;

    // What is let pass counts for less: so that without --fail-on the exit code is 1 exactly when something is denied.
    private static Severity Weight(Finding finding) => finding.Effect switch
    {
        Effect.Deny => Severity.Error,
        Effect.Warn => finding.Severity < Severity.Warning ? finding.Severity : Severity.Warning,
        _ => Severity.Info,
    };
}
