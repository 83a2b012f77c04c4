using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Engine;
using PolyK8s.Engine.Endpoints;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s endpoints</c>.</summary>
internal static class EndpointsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new ManifestOptions();
        var output = new Option<string>("--output", "-o") { Description = "How the answer is written", HelpName = "text|json", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command("endpoints", "Say which Pods and workloads each Service reaches, port by port, and which it does not.") { output };
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            var objects = options.Read(parsed, terminal, problems);
            if (!objects.IsEmpty)
            {
                var answer = EndpointAnswer.Of(ClusterView.Of(objects));
                terminal.Out.Write(parsed.GetRequiredValue(output) == "json" ? CliJson.Write(answer, CliJson.Default.EndpointAnswer) : EndpointText.Of(answer));
            }

            problems.ForEach(terminal.Complain);
            return problems.Count > 0 ? ExitCodes.Usage : ExitCodes.Clean;
        });
        return command;
    }
}
