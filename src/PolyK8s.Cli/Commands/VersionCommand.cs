using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s version</c>.</summary>
internal static class VersionCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var output = CardOutput.Option();
        var command = new Command("version", "Show the version and the digest of the rules.") { output };
        command.SetAction(parsed =>
        {
            var answer = new VersionAnswer(CheckReport.CurrentVersion, ProductVersion.Text, judge.RuleSet(Policies.Strict), judge.Book.Rules.Length);
            terminal.Out.Write(parsed.GetValue(output) == "json"
                ? CliJson.Write(answer, CliJson.Default.VersionAnswer)
                : $"poly-k8s {answer.Version}, {Counted.Of(answer.Rules, "rule")}, rule set {answer.RuleSet}\n");
            return ExitCodes.Clean;
        });
        return command;
    }
}
