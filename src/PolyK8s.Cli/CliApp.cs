using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using PolyK8s.Cli.Commands;
using PolyK8s.Cluster;
using PolyK8s.Engine;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cli;

/// <summary>The command line, from arguments to exit code.</summary>
public static class CliApp
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <param name="judge">The judge; the one of all rules when none is given.</param>
    /// <param name="cancellation">Asks the command to end.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, Judge? judge = null, CancellationToken cancellation = default)
    {
        try
        {
            var parsed = Root(terminal, judge ?? Judge.OfAllRules).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            return parsed.Action is ParseErrorAction || WordsLikeOptions(parsed, args).Any()
                ? Mistaken(parsed, WordsLikeOptions(parsed, args), terminal)
                : await parsed.InvokeAsync(new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation);
        }
        catch (Exception e) when (e is ClusterException or CannotWriteException)
        {
            terminal.Complain(e.Message);
            return ExitCodes.Internal;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The one place where a fault of the program itself ends up.
            terminal.Complain($"internal error: {e.GetBaseException().Message}");
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
        ReachCommand.Create(terminal, judge),
        PolicyCommand.Create(terminal, judge),
        CanCommand.Create(terminal, judge),
        CoversCommand.Create(terminal),
        CapabilitiesCommand.Create(terminal, judge),
        EscalateCommand.Create(terminal, judge),
        RulesCommand.Create(terminal, judge),
        ExplainCommand.Create(terminal, judge),
        RolloutCommand.Create(terminal, judge),
        ApplyCommand.Create(terminal),
        RolloutOperationCommand.Create(RolloutEvent.Scale, "Change the number of replicas", terminal),
        GraphCommand.Create(terminal, judge),
        OrderCommand.Create(terminal),
        EndpointsCommand.Create(terminal),
        SchemaCommand.Create(terminal),
        StateCommand.Create(terminal),
        VersionCommand.Create(terminal, judge),
        EnforcingCommand.Create(terminal),
        WebhookCommand.Create(terminal, judge),
        McpCommand.Create(terminal, judge),
    };

    // The parser takes an option it does not know for a word of the command, if the command takes words; after `--` it is meant as one.
    private static IEnumerable<string> WordsLikeOptions(ParseResult parsed, IReadOnlyList<string> args) =>
        args.Contains("--") || parsed.Action != parsed.CommandResult.Command.Action ? []
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(word => word.Length > 1 && word[0] == '-');

    private static int Mistaken(ParseResult parsed, IEnumerable<string> wordsLikeOptions, Terminal terminal)
    {
        var path = $"poly-k8s{PathOf(parsed.CommandResult)}";
        string[] unknown = [.. parsed.UnmatchedTokens, .. wordsLikeOptions];
        var mistakes = unknown.Length > 0 ? unknown.Select(token => $"`{token}` is no command and no option here")
            : parsed.Tokens.Count == 0 ? ["no command is given"]
            : parsed.Errors.Select(error => Sentence(error.Message));
        foreach (var line in mistakes.Distinct())
        {
            terminal.Complain($"{line}; `{path} --help` shows what is accepted");
        }

        return ExitCodes.Usage;
    }

    private static string PathOf(CommandResult command) =>
        command.Command is RootCommand ? "" : $"{(command.Parent is CommandResult parent ? PathOf(parent) : "")} {command.Command.Name}";

    // The parser's own sentences, in the form of ours.
    private static string Sentence(string message)
    {
        var type = message.IndexOf(" as expected type", StringComparison.Ordinal);
        var plain = type < 0 ? message : $"{message[..type]} as a whole number";
        var words = plain.Replace('\'', '`').Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', words).TrimEnd('.').Replace(". Must", "; it must", StringComparison.Ordinal);
        return text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
