using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s explain RULE</c>.</summary>
internal static class ExplainCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var id = new Argument<string>("rule") { Description = "The id of a rule, SafeGraph/dependency-cycle for instance", HelpName = "RULE" };
        var output = CardOutput.Option();
        var command = new Command("explain", "Explain a rule.") { id, output };
        command.SetAction(parsed =>
        {
            if (judge.Book.Find(parsed.GetRequiredValue(id)) is not { } rule)
            {
                terminal.Complain(UnknownRule.Line(parsed.GetRequiredValue(id), judge.Book));
                return ExitCodes.Usage;
            }

            terminal.Out.Write(parsed.GetValue(output) == "json"
                ? CliJson.Write(new(CheckReport.CurrentVersion, rule.Card), CliJson.Default.RuleExplanation)
                : string.Concat(RuleText.Lines(rule.Card).Select(line => line + "\n")));
            return ExitCodes.Clean;
        });
        return command;
    }
}
