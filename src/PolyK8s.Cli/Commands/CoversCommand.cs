using System.Collections.Immutable;
using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s covers</c>.</summary>
internal static class CoversCommand
{
    private static readonly Option<string[]> Owner = CheckOptions.Many("--owner", null, "FILE|-", "Roles, ClusterRoles or lists of policy rules that are to cover; repeatable");
    private static readonly Option<string[]> Servant = CheckOptions.Many("--servant", null, "FILE|-", "The ones that are to be covered; repeatable");

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var output = CardOutput.Option();
        var command = new Command("covers", "Say whether some rules cover others, and which permissions they lack. Exit code 0: covered, 1: not.") { Owner, Servant, output };
        KnownCluster.Act(command, terminal, (parsed, problems, _) =>
        {
            var reader = new InputReader(terminal);
            var owner = Read(parsed, Owner, reader, problems);
            var servant = Read(parsed, Servant, reader, problems);
            var answer = problems.Count > 0 ? null : CoverAnswer.Of(owner, servant, out var mistake) is { } known ? known : Mistaken(mistake, problems);
            if (answer is not null)
            {
                terminal.Out.Write(parsed.GetValue(output) == "json" ? CliJson.Write(answer, CliJson.Default.CoverAnswer) : PlainText.Of(answer.Text()));
            }

            return Task.FromResult(answer?.Covered == true ? ExitCodes.Clean : ExitCodes.Findings);
        });
        return command;
    }

    private static CoverAnswer? Mistaken(string? mistake, List<string> problems)
    {
        problems.AddRange(mistake is null ? [] : [mistake]);
        return null;
    }

    private static ImmutableArray<PolicyRule> Read(ParseResult parsed, Option<string[]> option, InputReader reader, List<string> problems)
    {
        var files = parsed.GetValue(option) ?? [];
        if (files.Length == 0)
        {
            problems.Add($"`{option.Name}` is missing; a file with a Role, a ClusterRole or a list of policy rules is accepted");
        }

        return [.. reader.Texts(files, problems).SelectMany(text => RuleFile.Read(text.Bytes, text.File, problems))];
    }
}
