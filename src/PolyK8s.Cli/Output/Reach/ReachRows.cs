using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Networks.Answers;

namespace PolyK8s.Cli.Output.Reach;

/// <summary>An answer about the network as rows of a table and edges of a picture.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The cells.</param>
/// <param name="Nodes">The pods.</param>
/// <param name="Edges">Who reaches whom: from, to, what is written at the edge, and how it is drawn.</param>
/// <param name="Notes">One line each.</param>
internal sealed record ReachRows(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows, ImmutableArray<string> Nodes, ImmutableArray<ReachEdge> Edges, ImmutableArray<string> Notes)
{
    /// <summary>The rows of a matrix.</summary>
    public static ReachRows Of(MatrixAnswer matrix)
    {
        if (matrix.Intervals is { } intervals)
        {
            return new(
                ["from", "to", "allowed", "unknown"],
                [.. intervals.Select(i => ImmutableArray.Create(i.From, i.To, Words(i.Allowed), Words(i.Unknown ?? [])))],
                matrix.Pods,
                [.. intervals.Select(i => new ReachEdge(i.From, i.To, Words(i.Allowed.IsEmpty ? i.Unknown ?? [] : i.Allowed), i.Allowed.IsEmpty ? EdgeStyle.Unknown : EdgeStyle.Allowed))],
                matrix.Notes ?? []);
        }

        var pairs = (matrix.Allowed ?? []).Select(p => (p, "Allowed", EdgeStyle.Allowed)).Concat((matrix.Unknown ?? []).Select(p => (p, "Unknown", EdgeStyle.Unknown))).ToList();
        var port = $"{matrix.Protocol?.ToString().ToUpperInvariant()} {matrix.Port}";
        return new(
            ["from", "to", "port", "verdict"],
            [.. pairs.Select(p => ImmutableArray.Create(p.p[0], p.p[1], port, p.Item2))],
            matrix.Pods,
            [.. pairs.Select(p => new ReachEdge(p.p[0], p.p[1], port, p.Item3))],
            matrix.Notes ?? []);
    }

    /// <summary>The rows of the answer to one question.</summary>
    public static ReachRows Of(FlowAnswer flow) => new(
        ["from", "to", "port", "verdict", "why"],
        [.. flow.Answers.Select(a => ImmutableArray.Create(a.From, a.To, Port(a), a.Verdict.ToString(), a.Why))],
        [.. flow.Answers.SelectMany(a => new[] { a.From, a.To }).Distinct()],
        [.. flow.Answers.Select(a => new ReachEdge(a.From, a.To, $"{Port(a)} {a.Verdict}", a.Verdict switch { Engine.Networks.Reach.Allowed => EdgeStyle.Allowed, Engine.Networks.Reach.Denied => EdgeStyle.Lost, _ => EdgeStyle.Unknown }))],
        flow.Notes ?? []);

    /// <summary>The rows of a difference.</summary>
    public static ReachRows Of(DifferenceAnswer difference)
    {
        var all = difference.Gained.Select(d => (d, "gained", EdgeStyle.Gained)).Concat(difference.Lost.Select(d => (d, "lost", EdgeStyle.Lost))).ToList();
        return new(
            ["change", "from", "to", "ports"],
            [.. all.Select(d => ImmutableArray.Create(d.Item2, d.d.From, d.d.To, Words(d.d.Ports)))],
            [.. all.SelectMany(d => new[] { d.d.From, d.d.To }).Distinct()],
            [.. all.Select(d => new ReachEdge(d.d.From, d.d.To, $"{d.Item2} {Words(d.d.Ports)}", d.Item3))],
            difference.Notes ?? []);
    }

    private static string Words(ImmutableArray<PortRanges> ports) => ports.Length == 3 && ports.All(p => p.Words.Length <= 4) ? "all" : string.Join("; ", ports.Select(p => p.Words));

    private static string Port(OneAnswer answer) => string.Create(CultureInfo.InvariantCulture, $"{answer.Protocol.ToString().ToUpperInvariant()} {answer.Port}");
}

/// <summary>An edge of a picture.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Label">What is written at it.</param>
/// <param name="Style">How it is drawn.</param>
internal sealed record ReachEdge(string From, string To, string Label, EdgeStyle Style);

/// <summary>How an edge is drawn.</summary>
internal enum EdgeStyle
{
    /// <summary>Gets through.</summary>
    Allowed,

    /// <summary>Cannot be told.</summary>
    Unknown,

    /// <summary>New.</summary>
    Gained,

    /// <summary>Gone, or refused.</summary>
    Lost,
}
