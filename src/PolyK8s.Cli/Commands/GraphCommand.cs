using System.Collections.Immutable;
using System.CommandLine;
using PolyK8s.Cluster;
using PolyK8s.Engine;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Pictures;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s graph</c>.</summary>
internal static class GraphCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var (options, cluster) = (new ManifestOptions(), new ClusterOptions());
        var live = new Option<bool>("--live") { Description = "The objects of the cluster" };
        var focus = new Option<string?>("--focus") { Description = "Only the objects round this one", HelpName = "KIND/[NS/]NAME" };
        var depth = new Option<int>("--depth") { Description = "How many steps round it", HelpName = "N", DefaultValueFactory = _ => 2 };
        var output = new Option<string>("--output", "-o") { Description = "How the graph is written", HelpName = "dot|mermaid|json|html", DefaultValueFactory = _ => "dot" };
        output.AcceptOnlyFromAmong("dot", "mermaid", "json", "html");
        var command = new Command("graph", "Draw what objects name, wait for, own and choose; cycles and missing objects stand out.") { live, focus, depth, output };
        foreach (var option in options.All.Concat(cluster.All))
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var problems = new List<string>();
            if (parsed.GetValue(depth) < 0)
            {
                problems.Add("`--depth` counts steps; give 0 or more");
            }
            else if (parsed.GetResult(depth) is { Implicit: false } && parsed.GetValue(focus) is null)
            {
                problems.Add("`--depth` needs `--focus`: it counts the steps round an object");
            }

            var isLive = parsed.GetValue(live) || cluster.AreGiven(parsed);
            if (isLive && options.AreGiven(parsed))
            {
                problems.Add("`-f` and `--live` exclude one another: the objects come from files or from the cluster");
            }

            var view = problems.Count > 0 ? null : isLive ? await LiveAsync(parsed, cluster, judge, problems, cancellation) : Of(options.Read(parsed, terminal, problems));
            var graph = view is null ? null : Focused(ObjectGraph.Of(view), parsed.GetValue(focus), parsed.GetValue(depth), options.Namespace(parsed), problems);
            terminal.Out.Write(graph is null ? "" : Written(graph, parsed.GetRequiredValue(output)));
            problems.ForEach(terminal.Complain);
            return problems.Count > 0 ? ExitCodes.Usage : ExitCodes.Clean;
        });
        return command;
    }

    private static ClusterView? Of(ImmutableArray<Manifest> objects) => objects.IsEmpty ? null : ClusterView.Of(objects);

    private static async Task<ClusterView> LiveAsync(ParseResult parsed, ClusterOptions options, Judge judge, List<string> problems, CancellationToken cancellation)
    {
        using var cluster = options.Open(parsed);
        var snapshot = await LiveView.LoadOnceAsync(cluster, judge.Book, Mode.Warn, options.SecretNames(parsed), cancellation);
        problems.AddRange(snapshot.NotReady is { } reason ? [reason] : []);
        return snapshot.View;
    }

    private static ObjectGraph? Focused(ObjectGraph graph, string? focus, int depth, string ns, List<string> problems)
    {
        if (focus is null)
        {
            return graph;
        }

        if (ObjectFocus.Find(graph, focus, ns, out var problem) is { } key)
        {
            return graph.Around(key, depth);
        }

        problems.Add($"`--focus {focus}`: {problem}");
        return null;
    }

    private static string Written(ObjectGraph graph, string output) => output switch
    {
        "json" => CliJson.Write(GraphAnswer.Of(graph), CliJson.Default.GraphAnswer),
        "mermaid" => Mermaid.Write(GraphDrawing.Of(graph)),
        "html" => Html.Write(GraphDrawing.Of(graph)),
        _ => Dot.Write(GraphDrawing.Of(graph)),
    };
}
