using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Answers;

namespace PolyK8s.Mcp.Answers;

/// <summary>What <c>analyze_network</c> answers.</summary>
/// <param name="ApiVersion">The version of this shape.</param>
/// <param name="Flows">The flows.</param>
/// <param name="Notes">What else bears on the answer.</param>
/// <param name="Omitted">How many flows are left out for length.</param>
internal sealed record NetworkAnswer(string ApiVersion, ImmutableArray<NetworkFlowRow> Flows, ImmutableArray<string> Notes, int Omitted)
{
    // A row takes some 40 tokens; 200 of them leave room for the rest of a conversation.
    private const int Most = 200;

    /// <summary>For one flow: Allowed, Denied, Unknown, or Mixed; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Verdict { get; init; }

    /// <summary>The answer about one flow.</summary>
    public static NetworkAnswer Of(FlowAnswer flow) => Cut(
        flow.Answers.Select(a => new NetworkFlowRow(a.From, a.To, string.Create(CultureInfo.InvariantCulture, $"{a.Protocol.Word()} {a.Port}"), a.Verdict.ToString()) { Why = a.Why }), flow.Notes) with
    { Verdict = flow.Verdict };

    /// <summary>A matrix.</summary>
    public static NetworkAnswer Of(MatrixAnswer matrix)
    {
        var port = $"{matrix.Protocol?.Word()} {matrix.Port}";
        return Cut(
            [
                .. (matrix.Allowed ?? []).Select(p => new NetworkFlowRow(p[0], p[1], port, "Allowed")),
                .. (matrix.Unknown ?? []).Select(p => new NetworkFlowRow(p[0], p[1], port, "Unknown")),
                .. (matrix.Intervals ?? []).Where(i => !i.Allowed.IsEmpty).Select(i => new NetworkFlowRow(i.From, i.To, Words(i.Allowed), "Allowed")),
                .. (matrix.Intervals ?? []).Where(i => i.Unknown is not null).Select(i => new NetworkFlowRow(i.From, i.To, Words(i.Unknown!.Value), "Unknown")),
            ],
            matrix.Notes);
    }

    /// <summary>A difference.</summary>
    public static NetworkAnswer Of(DifferenceAnswer difference) => Cut(
        difference.Gained.Select(d => new NetworkFlowRow(d.From, d.To, Words(d.Ports), "Gained")).Concat(difference.Lost.Select(d => new NetworkFlowRow(d.From, d.To, Words(d.Ports), "Lost"))),
        difference.Notes);

    /// <summary>The answer with more notes.</summary>
    public NetworkAnswer With(ImmutableArray<string> notes) => this with { Notes = [.. Notes.Concat(notes).Take(Most)] };

    private static NetworkAnswer Cut(IEnumerable<NetworkFlowRow> rows, ImmutableArray<string>? notes)
    {
        var all = rows.ToList();
        return new(ReachAnswers.Version, [.. all.Take(Most)], [.. (notes ?? []).Take(Most)], Math.Max(0, all.Count - Most));
    }

    private static string Words(ImmutableArray<PortRanges> ports) => string.Join("; ", ports.Select(p => p.Words));
}

/// <summary>One flow.</summary>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Ports">Protocols and ports, <c>TCP 80,443; UDP</c>; a protocol alone is every port of it.</param>
/// <param name="Verdict">Allowed, Denied, Unknown, Gained or Lost.</param>
internal sealed record NetworkFlowRow(string From, string To, string Ports, string Verdict)
{
    /// <summary>Why, for one flow.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Why { get; init; }
}
