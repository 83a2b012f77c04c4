using System.CommandLine;
using PolyK8s.Engine;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s can</c>.</summary>
internal static class CanCommand
{
    private static readonly Option<string?> As = new("--as") { Description = "Who, as kubectl's --as", HelpName = "USER" };
    private static readonly Option<string[]> Groups = CheckOptions.Many("--as-group", null, "GROUP", "A group of that user; repeatable");
    private static readonly Option<string> Namespace = new("--namespace", "-n") { Description = "The namespace", HelpName = "NS", DefaultValueFactory = _ => "default" };
    private static readonly Option<bool> Everywhere = new("--all-namespaces", "-A") { Description = "In all namespaces at once" };
    private static readonly Argument<string[]> Words = new("question") { Description = "VERB RESOURCE[.GROUP][/SUBRESOURCE] [NAME], or VERB /PATH", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var (cluster, output) = (new KnownCluster(), CardOutput.Option());
        var command = new Command("can", "Say whether somebody may do something, and which rule decides. Exit code 0: allowed, 1: not.") { Words, As, Groups, Namespace, Everywhere, output };
        foreach (var option in cluster.All)
        {
            command.Add(option);
        }

        KnownCluster.Act(command, terminal, async (parsed, problems, cancellation) =>
        {
            var ns = parsed.GetValue(Everywhere) ? "" : parsed.GetValue(Namespace)!;
            var author = WhoOf(parsed);
            AccessQuestion.Parse(author, [.. parsed.GetValue(Words) ?? []], ns, ClusterView.Empty, out var mistake);
            problems.AddRange(mistake is null ? [] : [mistake]);
            if (await cluster.OpenAsync(parsed, ns, terminal, judge, problems, cancellation) is not { } view)
            {
                return ExitCodes.Usage;
            }

            var question = AccessQuestion.Parse(author, [.. parsed.GetValue(Words)!], ns, view, out _)!;
            var answer = AccessAnswer.Of(view, question);
            terminal.Out.Write(parsed.GetValue(output) == "json" ? CliJson.Write(answer, CliJson.Default.AccessAnswer) : PlainText.Of(answer.Text(question)));
            return answer.Allowed ? ExitCodes.Clean : ExitCodes.Findings;
        });
        return command;
    }

    private static Author WhoOf(ParseResult parsed) =>
        parsed.GetValue(As) is { Length: > 0 } name ? Author.Named(name, parsed.GetValue(Groups) ?? [])
        : new("", [.. parsed.GetValue(Groups) ?? [], .. parsed.GetValue(Groups) is { Length: > 0 } ? ["system:authenticated"] : Array.Empty<string>()]);
}
