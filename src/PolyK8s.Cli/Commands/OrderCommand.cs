using System.Collections.Immutable;
using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Pictures;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s order</c>.</summary>
internal static class OrderCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new ManifestOptions();
        var reverse = new Option<bool>("--reverse") { Description = "The order in which they are deleted" };
        var output = new Option<string>("--output", "-o") { Description = "How the order is written", HelpName = "text|json|dot|mermaid", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json", "dot", "mermaid");
        var command = new Command("order", "Say in which waves objects are applied, or which of them wait for themselves.") { reverse, output };
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(parsed => Run(options.Read, parsed, terminal, parsed.GetValue(reverse), parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Run(Func<ParseResult, Terminal, List<string>, ImmutableArray<Manifest>> read, ParseResult parsed, Terminal terminal, bool reverse, string output)
    {
        var problems = new List<string>();
        var objects = read(parsed, terminal, problems);
        if (objects.IsEmpty)
        {
            problems.ForEach(terminal.Complain);
            return ExitCodes.Usage;
        }

        var order = ApplyOrder.Of(objects, reverse);
        terminal.Out.Write(output switch
        {
            "json" => CliJson.Write(OrderAnswer.Of(order), CliJson.Default.OrderAnswer),
            "dot" => Dot.Write(GraphDrawing.Of(order)),
            "mermaid" => Mermaid.Write(GraphDrawing.Of(order)),
            _ => OrderText.Of(order),
        });
        problems.AddRange(order.Problems.Select(p => p.Sentence));
        problems.ForEach(terminal.Complain);
        foreach (var note in OrderText.Notes(order))
        {
            terminal.Complain(note);
        }

        return problems.Count > 0 ? ExitCodes.Usage : order.Cycle.IsEmpty ? ExitCodes.Clean : ExitCodes.Findings;
    }
}
