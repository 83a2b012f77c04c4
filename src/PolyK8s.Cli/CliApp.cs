using System.CommandLine;
using System.CommandLine.Invocation;
using PolyK8s.Cli.Commands;
using PolyK8s.Engine;

namespace PolyK8s.Cli;

/// <summary>The command line, from arguments to exit code.</summary>
public static class CliApp
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <param name="judge">The judge.</param>
    /// <param name="cancellation">Asks the command to end.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, Judge judge, CancellationToken cancellation = default)
    {
        try
        {
            var parsed = Root(terminal, judge).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            return parsed.Action is ParseErrorAction
                ? Mistaken(parsed, terminal)
                : await parsed.InvokeAsync(new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false }, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The one place where a fault of the program itself ends up.
            terminal.Complain($"internal error: {e.Message}");
            return ExitCodes.Internal;
        }
        finally
        {
            await terminal.Out.FlushAsync(CancellationToken.None);
        }
    }

    private static RootCommand Root(Terminal terminal, Judge judge) => new("Judges Kubernetes manifests by proved rules.")
    {
        CheckCommand.Create(terminal, judge),
        RulesCommand.Create(terminal, judge),
        ExplainCommand.Create(terminal, judge),
        VersionCommand.Create(terminal, judge),
    };

    private static int Mistaken(ParseResult parsed, Terminal terminal)
    {
        var path = parsed.CommandResult.Command is RootCommand ? "poly-k8s" : $"poly-k8s {parsed.CommandResult.Command.Name}";
        foreach (var line in parsed.Errors.Select(error => Sentence(error.Message)).Distinct())
        {
            terminal.Complain($"{line}; `{path} --help` shows what is accepted");
        }

        return ExitCodes.Usage;
    }

    // The parser's own sentences, in the form of ours.
    private static string Sentence(string message)
    {
        var text = message.ReplaceLineEndings(" ").TrimEnd('.', ' ').Replace('\'', '`');
        return text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
