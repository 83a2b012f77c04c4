using System.CommandLine;
using PolyK8s.Engine;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s escalate</c>.</summary>
internal static class EscalateCommand
{
    private static readonly Option<string?> As = new("--as") { Description = "Who, as kubectl's --as", HelpName = "USER" };
    private static readonly Option<string[]> Groups = CheckOptions.Many("--as-group", null, "GROUP", "A group of that user; repeatable");
    private static readonly Option<string?> To = new("--to") { Description = "Whom they may come to act as: cluster-admin (the default), or a subject as for `capabilities`", HelpName = "SUBJECT|cluster-admin" };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var (cluster, output) = (new KnownCluster(), CardOutput.Option());
        var command = new Command("escalate", "Show the shortest way by which somebody comes to act as somebody else. Exit code 0: there is none, 1: there is one.") { As, Groups, To, output };
        foreach (var option in cluster.All)
        {
            command.Add(option);
        }

        KnownCluster.Act(command, terminal, async (parsed, problems, cancellation) =>
        {
            var author = WhoOf(parsed, problems);
            var to = EscalationAnswer.Target(parsed.GetValue(To), out var mistake);
            problems.AddRange(mistake is null ? [] : [mistake]);
            if (await cluster.OpenAsync(parsed, "", terminal, judge, problems, cancellation) is not { } view || to is null)
            {
                return ExitCodes.Usage;
            }

            var answer = EscalationAnswer.Of(view, author, to);
            terminal.Out.Write(parsed.GetValue(output) == "json" ? CliJson.Write(answer, CliJson.Default.EscalationAnswer) : PlainText.Of(answer.Text()));
            return answer.Reached ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }

    private static Author WhoOf(ParseResult parsed, List<string> problems)
    {
        var groups = parsed.GetValue(Groups) ?? [];
        if (parsed.GetValue(As) is { Length: > 0 } name)
        {
            return (Subject.Parse(name, out var mistake) is { } subject && subject.Kind == "ServiceAccount" && mistake is null ? subject.AsAuthor : Author.Named(name, [])) is var plain && groups.Length == 0
                ? plain
                : plain with { Groups = [.. groups.Concat(plain.Groups).Distinct(StringComparer.Ordinal)] };
        }

        if (groups.Length == 0)
        {
            problems.Add("nobody is named; give `--as USER`");
        }

        return new("", [.. groups, "system:authenticated"]);
    }
}
