using System.CommandLine;
using PolyK8s.Engine;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s can</c>.</summary>
internal static class CanCommand
{
    private static readonly Option<string> Namespace = new("--namespace", "-n") { Description = "The namespace", HelpName = "NS", DefaultValueFactory = _ => "default" };
    private static readonly Option<bool> Everywhere = new("--all-namespaces", "-A") { Description = "In all namespaces at once" };
    private static readonly Argument<string[]> Words = new("question") { Description = "VERB RESOURCE[.GROUP][/SUBRESOURCE] [NAME], or VERB /PATH", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var (cluster, who, output) = (new KnownCluster(), new WhoOptions(), CardOutput.Option());
        var command = new Command("can", "Say whether somebody may do something, and which rule decides. Exit code 0: allowed, 1: not.") { Words, who.As, who.Groups, Namespace, Everywhere, output };
        foreach (var option in cluster.All)
        {
            command.Add(option);
        }

        KnownCluster.Act(command, terminal, async (parsed, problems, cancellation) =>
        {
            var ns = parsed.GetValue(Everywhere) ? "" : parsed.GetValue(Namespace)!;
            var author = who.Of(parsed, problems);
            AccessQuestion.Parse(author ?? new("", []), [.. parsed.GetValue(Words) ?? []], ns, ClusterView.Empty, out var mistake);
            problems.AddRange(mistake is null || author is null ? [] : [mistake]);
            if (await cluster.OpenAsync(parsed, ns, terminal, judge, problems, cancellation) is not { } view || author is null)
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
}
