using System.Collections.Immutable;
using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s rules</c>.</summary>
internal static class RulesCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var output = CardOutput.Option();
        var command = new Command("rules", "List the rules.") { output };
        command.SetAction(parsed =>
        {
            ImmutableArray<RuleCard> cards = [.. judge.Book.Rules.Select(rule => rule.Card)];
            terminal.Out.Write(parsed.GetValue(output) == "json"
                ? CliJson.Write(new(CheckReport.CurrentVersion, judge.RuleSet(Policies.Strict), cards), CliJson.Default.RuleList)
                : string.Concat(RuleText.Lines(cards).Select(line => line + "\n")));
            return ExitCodes.Clean;
        });
        return command;
    }
}
