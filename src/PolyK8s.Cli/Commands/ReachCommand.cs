using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Cli.Output.Reach;
using PolyK8s.Cli.Sources;
using PolyK8s.Engine;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Answers;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s reach</c>: who reaches whom through the network policies.</summary>
internal static class ReachCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal, Judge judge)
    {
        var (options, cluster) = (new ReachOptions(), new KnownCluster());
        var command = new Command("reach", "Say who reaches whom: what the network policies really allow, for one flow with the reason or for all.");
        options.Output.AcceptOnlyFromAmong([.. ReachFormats.Names]);
        foreach (var option in options.All.Concat(cluster.All))
        {
            command.Add(option);
        }

        KnownCluster.Act(command, terminal, (parsed, problems, cancellation) => RunAsync(parsed, options, cluster, terminal, judge, problems, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, ReachOptions options, KnownCluster known, Terminal terminal, Judge judge, List<string> problems, CancellationToken cancellation)
    {
        var question = Question(parsed, options, problems);
        var format = parsed.GetRequiredValue(options.Output);
        var files = new NetworkFiles(new InputReader(terminal), parsed.GetRequiredValue(options.Namespace), problems);
        if (parsed.GetValue(options.Diff) is [var old, var now])
        {
            problems.AddRange(known.IsGiven(parsed) || parsed.GetValue(options.Files) is { Length: > 0 } ? ["`--diff` names both clusters; leave out `-f`, `--state` and `--live`"] : []);
            var (before, after) = (files.Read([old]), files.Read([now]));
            return problems.Count > 0 ? ExitCodes.Usage : Differ(before, after, question, format, files, terminal);
        }

        var cluster = problems.Count > 0 ? null : await ClusterAsync(parsed, options, known, files, judge, problems, cancellation);
        if (cluster is null || problems.Count > 0)
        {
            return ExitCodes.Usage;
        }

        var answers = new ReachAnswers(NetworkReach.Of(cluster));
        var (text, problem) = question.IsOneFlow ? ReachFormats.Flow(answers, question, format) : ReachFormats.Matrix(answers, question, format);
        if (problem is not null)
        {
            problems.Add(problem);
            return ExitCodes.Usage;
        }

        terminal.Out.Write(text);
        files.Notes.ForEach(terminal.Complain);
        return ExitCodes.Clean;
    }

    private static int Differ(ClusterView before, ClusterView after, ReachQuestion question, string format, NetworkFiles files, Terminal terminal)
    {
        var difference = ReachDifference.Of(NetworkReach.Of(before), NetworkReach.Of(after), question);
        terminal.Out.Write(ReachFormats.Difference(difference, format));
        files.Notes.ForEach(terminal.Complain);
        return difference.Gained.IsEmpty && difference.Lost.IsEmpty ? ExitCodes.Clean : ExitCodes.Findings;
    }

    private static async Task<ClusterView?> ClusterAsync(ParseResult parsed, ReachOptions options, KnownCluster known, NetworkFiles files, Judge judge, List<string> problems, CancellationToken cancellation)
    {
        var named = parsed.GetValue(options.Files) ?? [];
        var missing = named.Length > 0 ? null : "there is no cluster to look at; name files with `-f` or `--state`, or read one with `--live`";
        if (await known.OpenAsync(parsed, parsed.GetRequiredValue(options.Namespace), files.Reader, judge, problems, missing, cancellation) is not { } view)
        {
            return null;
        }

        files.Check(view);
        return named.Length == 0 ? view : files.Over(view, named);
    }

    private static ReachQuestion Question(ParseResult parsed, ReachOptions options, List<string> problems)
    {
        var word = parsed.GetValue(options.Protocol);
        var protocol = FlowProtocols.Of(word?.ToUpperInvariant());
        if (word is not null && protocol is null)
        {
            problems.Add($"`{word}` is no protocol; use `TCP`, `UDP` or `SCTP`");
        }

        return new(parsed.GetValue(options.From), parsed.GetValue(options.To), parsed.GetValue(options.Port), protocol);
    }
}
