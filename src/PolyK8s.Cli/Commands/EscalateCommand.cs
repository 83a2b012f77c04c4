using System.CommandLine;
using PolyK8s.Engine;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s escalate</c>.</summary>
internal static class EscalateCommand
{
    private static readonly Option<string?> To = new("--to") { Description = "Whom they may come to act as: cluster-admin (the default), or a subject as for `capabilities`", HelpName = "SUBJECT|cluster-admin" };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var (cluster, who, output) = (new KnownCluster(), new WhoOptions(), CardOutput.Option());
        var command = new Command("escalate", "Show the shortest way by which somebody comes to act as somebody else. Exit code 0: there is none, 1: there is one.") { who.As, who.Groups, To, output };
        foreach (var option in cluster.All)
        {
            command.Add(option);
        }

        KnownCluster.Act(command, terminal, async (parsed, problems, cancellation) =>
        {
            var author = who.Of(parsed, problems);
            var to = EscalationAnswer.Target(parsed.GetValue(To), out var mistake);
            problems.AddRange(mistake is null ? [] : [mistake]);
            if (await cluster.OpenAsync(parsed, "", terminal, judge, problems, cancellation) is not { } view || to is null || author is null)
            {
                return ExitCodes.Usage;
            }

            var answer = EscalationAnswer.Of(view, author, to);
            terminal.Out.Write(parsed.GetValue(output) == "json" ? CliJson.Write(answer, CliJson.Default.EscalationAnswer) : PlainText.Of(answer.Text()));
            return answer.Reached ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }
}
