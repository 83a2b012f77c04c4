using System.Collections.Immutable;

namespace PolyK8s.Engine.Networks.Answers;

/// <summary>Answers questions about the network of one cluster.</summary>
/// <param name="reach">The network.</param>
public sealed class ReachAnswers(NetworkReach reach)
{
    private readonly PodNames _names = new(reach.Pods);

    /// <summary>The version of the answers' shapes.</summary>
    public const string Version = Checking.CheckReport.CurrentVersion;

    /// <summary>The matrix, or the part of it that is asked for.</summary>
    public MatrixAnswer? Matrix(ReachQuestion question, out string? problem)
    {
        var (from, to) = (Pods(question.From, out problem), problem is null ? Pods(question.To, out problem) : null);
        if (from is null || to is null || (problem = question.PortProblem) is not null)
        {
            return null;
        }

        var matrix = new ReachMatrix(reach);
        var answer = new MatrixAnswer(Version, [.. reach.Pods.Select(_names.Of)]) { Protocol = question.Protocol, Port = question.Port, Notes = Notes(reach) };
        return question.Port is null ? Intervals(answer, matrix, question, from, to) : Pairs(answer, matrix, question, from, to);
    }

    /// <summary>The answer to a question about one flow.</summary>
    public FlowAnswer? Flow(ReachQuestion question, out string? problem)
    {
        var from = NamedEnds.Of(reach, _names, question.From!, out problem);
        var to = from is null ? null : NamedEnds.Of(reach, _names, question.To!, out problem);
        problem = from is null || to is null ? problem
            : question.PortProblem
            ?? (from.Service is not null ? $"`{question.From}` is a Service, which sends nothing; name a pod" : null)
            ?? (from.Ends.Any(e => e.End.Pod is null) && to.Ends.Any(e => e.End.Pod is null) ? "neither end is a pod: no policy is about addresses outside" : null);
        return problem is null ? Answer(from!, to!, question, out problem) : null;
    }

    private FlowAnswer? Answer(NamedEnds from, NamedEnds to, ReachQuestion question, out string? problem)
    {
        var protocol = question.Protocol ?? FlowProtocol.Tcp;
        var answers = ImmutableArray.CreateBuilder<OneAnswer>();
        foreach (var target in to.Ends)
        {
            var port = to.Service is { } service ? ServicePorts.Target(service, question.Port!, protocol, target.End.Pod!) : question.At(target.End.Pod, protocol);
            if (port is not null)
            {
                answers.AddRange(from.Ends.Select(source => Explanation.Of(reach, reach.Ask(new(source.End, target.End, protocol, port.Value)), source.Name, target.Name)));
            }
        }

        problem = answers.Count > 0 ? null
            : to.Service is { } missing && !ServicePorts.Has(missing, question.Port!, protocol) ? $"{missing.Reference} has no {protocol.Word()} port `{question.Port}`"
            : $"no {protocol.Word()} port is called `{question.Port}` at `{question.To}`";
        var verdicts = answers.Select(a => a.Verdict).Distinct().ToList();
        return problem is null
            ? new(Version, verdicts is [var only] ? only.ToString() : "Mixed", answers.DrainToImmutable()) { Notes = Notes(reach) }
            : null;
    }

    private MatrixAnswer Pairs(MatrixAnswer answer, ReachMatrix matrix, ReachQuestion question, IReadOnlyList<NetworkPod> from, IReadOnlyList<NetworkPod> to)
    {
        var (allowed, unknown) = (ImmutableArray.CreateBuilder<ImmutableArray<string>>(), ImmutableArray.CreateBuilder<ImmutableArray<string>>());
        var protocol = question.Protocol ?? FlowProtocol.Tcp;
        foreach (var (source, target) in from.SelectMany(f => to.Select(t => (f, t))))
        {
            // A pod without a port of that name is not reached on it.
            var reached = question.At(target, protocol) is { } port ? matrix.Ask(source, target, protocol, port) : Reach.Denied;
            (reached == Reach.Allowed ? allowed : reached == Reach.Unknown ? unknown : null)?.Add([_names.Of(source), _names.Of(target)]);
        }

        return answer with { Protocol = protocol, Allowed = allowed.DrainToImmutable(), Unknown = unknown.Count == 0 ? null : unknown.DrainToImmutable() };
    }

    private MatrixAnswer Intervals(MatrixAnswer answer, ReachMatrix matrix, ReachQuestion question, IReadOnlyList<NetworkPod> from, IReadOnlyList<NetworkPod> to)
    {
        var pairs = ImmutableArray.CreateBuilder<PairPorts>();
        foreach (var (source, target) in from.SelectMany(f => to.Select(t => (f, t))))
        {
            var intervals = matrix.Intervals(source, target).Where(i => question.Protocol is null || i.Protocol == question.Protocol).ToList();
            var (allowed, unknown) = (PortRanges.Of(intervals, Reach.Allowed), PortRanges.Of(intervals, Reach.Unknown));
            if (!allowed.IsEmpty || !unknown.IsEmpty)
            {
                pairs.Add(new(_names.Of(source), _names.Of(target), allowed, unknown.IsEmpty ? null : unknown));
            }
        }

        return answer with { Intervals = pairs.DrainToImmutable() };
    }

    private IReadOnlyList<NetworkPod>? Pods(string? text, out string? problem)
    {
        problem = null;
        if (text is null)
        {
            return reach.Pods;
        }

        var ends = NamedEnds.Of(reach, _names, text, out problem);
        if (ends is not null && ends.Ends.Any(e => e.End.Pod is null))
        {
            problem = $"`{text}` is no pod: for an address, name the other end and the port too";
            return null;
        }

        return ends?.Ends.Select(e => e.End.Pod!).ToList();
    }

    /// <summary>What else bears on answers about a network; null for nothing.</summary>
    public static ImmutableArray<string>? Notes(NetworkReach reach)
    {
        var missing = reach.Index.Namespaces.Where(ns => !ns.Exists)
            .Select(ns => $"there is no Namespace `{ns.Name}`: of its labels only `{NetworkNamespace.NameLabel}` is known").ToList();
        return missing.Count == 0 ? null : [.. missing];
    }
}
