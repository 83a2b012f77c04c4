using System.CommandLine;
using PolyK8s.Engine;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Rbac.Questions;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s capabilities</c>.</summary>
internal static class CapabilitiesCommand
{
    private static readonly Argument<string> Who = new("subject") { Description = "A user name, NAMESPACE/NAME for a service account, group:NAME for a group" };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var (cluster, output) = (new KnownCluster(), CardOutput.Option());
        var command = new Command("capabilities", "List all that somebody may do, by scope, with what it comes to.") { Who, output };
        foreach (var option in cluster.All)
        {
            command.Add(option);
        }

        KnownCluster.Act(command, terminal, async (parsed, problems, cancellation) =>
        {
            var subject = Subject.Parse(parsed.GetValue(Who)!, out var mistake);
            problems.AddRange(mistake is null ? [] : [mistake]);
            if (await cluster.OpenAsync(parsed, "", terminal, judge, problems, cancellation) is { } view && subject is not null)
            {
                var table = CapabilityTable.Of(view, subject);
                terminal.Out.Write(parsed.GetValue(output) == "json" ? CliJson.Write(table, CliJson.Default.CapabilityTable) : PlainText.Of(table.Text()));
            }

            return ExitCodes.Clean;
        });
        return command;
    }
}
