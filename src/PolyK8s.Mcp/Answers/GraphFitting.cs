using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PolyK8s.Engine;
using PolyK8s.Engine.Endpoints;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Waiting;

namespace PolyK8s.Mcp.Answers;

/// <summary>Makes an answer of <c>get_graph</c> fit a model's context: what is broken first, and what is left out counted.</summary>
internal static class GraphFitting
{
    /// <summary>Farther than this from an object everything is near everything.</summary>
    public const int Deepest = 10;

    // The most items worth trying: of the shortest kind, a node, so many fill the budget.
    private const int MostItems = 256;

    /// <summary>As much of a view of the objects as fits.</summary>
    public static GetGraphAnswer Of(string what, ClusterView view, ObjectGraph? graph, bool reverse, ImmutableArray<string> notes)
    {
        var whole = Whole(what, view, graph, reverse) with { Notes = notes };
        for (var most = MostItems; ; most /= 2)
        {
            var answer = Cut(whole, most);
            if (most <= 1 || JsonSerializer.SerializeToUtf8Bytes(answer, McpJson.Default.GetGraphAnswer).Length <= Fitting.Budget)
            {
                return answer;
            }
        }
    }

    /// <summary>The answer in lines.</summary>
    public static string Text(GetGraphAnswer answer)
    {
        var text = new StringBuilder(answer.Sum);
        foreach (var line in Lines(answer).Select(PlainText.Line))
        {
            if (text.Length + line.Length > AnswerText.Longest)
            {
                return text.Append("\nmore lines are left out here; the structured content has what they say").ToString();
            }

            text.Append('\n').Append(line);
        }

        return text.ToString();
    }

    private static GetGraphAnswer Whole(string what, ClusterView view, ObjectGraph? graph, bool reverse)
    {
        var objects = view.Kinds.SelectMany(kind => view.Of(kind).All);
        var empty = GetGraphAnswer.Empty(what, view.Kinds.Sum(kind => view.Of(kind).Count));
        switch (what)
        {
            case "order":
                var order = ApplyOrder.Of(objects, reverse);
                return empty with { Waves = OrderAnswer.Of(order).Waves, Cycles = order.Cycle.IsEmpty ? [] : [[.. order.Cycle.Select(StepAnswer.Of)]] };
            case "endpoints":
                return empty with { Services = EndpointAnswer.Of(view).Services };
            case "deadlocks":
                return empty with { Cycles = [.. WaitGraph.Deadlocks(view).Select(cycle => cycle.Select(StepAnswer.Of).ToImmutableArray())] };
            default:
                return empty with
                {
                    Nodes = [.. graph!.Nodes.OrderBy(n => !n.IsMissing && !n.IsOnCycle).Select(n => new NodeAnswer(PlainText.Line(n.Key.ToString()), n.IsMissing, n.IsOnCycle))],
                    Edges = [.. graph.Edges.OrderBy(e => !e.IsDangling && !e.IsOnCycle)
                        .Select(e => new EdgeAnswer(PlainText.Line(e.From.ToString()), PlainText.Line(e.To.ToString()), e.Kind, PlainText.Line(e.Field), e.IsInferred, e.IsDangling, e.IsOnCycle))],
                };
        }
    }

    private static GetGraphAnswer Cut(GetGraphAnswer whole, int most)
    {
        var waves = ImmutableArray.CreateBuilder<ImmutableArray<OrderedName>>();
        var left = most;
        foreach (var wave in whole.Waves.TakeWhile(_ => left > 0))
        {
            waves.Add([.. wave.Take(left)]);
            left -= wave.Length;
        }

        var cut = whole with
        {
            Nodes = [.. whole.Nodes.Take(most)],
            Edges = [.. whole.Edges.Take(most)],
            Waves = waves.DrainToImmutable(),
            Cycles = [.. whole.Cycles.Take(most).Select(c => c.Length > most ? [.. c.Take(most)] : c)],
            Services = [.. whole.Services.Take(most).Select(s => s with { Ports = [.. s.Ports.Take(most).Select(p => p with { Endpoints = [.. p.Endpoints.Take(most)], Dropped = [.. p.Dropped.Take(most)] })] })],
        };
        return cut with { Omitted = Items(whole) - Items(cut) };
    }

    private static int Items(GetGraphAnswer answer) => answer.Nodes.Length + answer.Edges.Length + answer.Waves.Sum(w => w.Length) + answer.Cycles.Sum(c => c.Length)
        + answer.Services.Sum(s => 1 + s.Ports.Sum(p => p.Endpoints.Length + p.Dropped.Length));

    private static IEnumerable<string> Lines(GetGraphAnswer answer) => answer.Notes.Select(n => $"note: {n}")
        .Concat(answer is { What: "deadlocks", Cycles.IsEmpty: true } ? ["nothing waits for itself"] : Array.Empty<string>())
        .Concat(answer.Cycles.Select(c => $"cycle: {string.Join(", ", c.Select(s => $"`{s.Object}` waits for `{s.WaitsFor}` ({s.Source})"))}"))
        .Concat(answer.Edges.Select(e => $"{(e.OnCycle ? "cycle: " : e.Dangling ? "missing: " : "")}`{e.From}` -> `{e.To}` ({JsonNamingPolicy.CamelCase.ConvertName($"{e.Kind}")}, {e.Field}{(e.Inferred ? ", inferred" : "")})"))
        .Concat(answer.Waves.Select((wave, i) => $"wave {i + 1}: {string.Join(", ", wave.Select(o => $"{o.Kind} {(o.Namespace.Length == 0 ? "" : $"{o.Namespace}/")}{o.Name}"))}"))
        .Concat(answer.Services.SelectMany(s => s.Ports.Select(p => $"{s.Namespace}/{s.Name} {p.Port}/{p.Protocol}: {(p.Endpoints.IsEmpty ? "nothing" : string.Join(", ", p.Endpoints.Select(e => $"{e.Kind} {e.Name}:{e.Port}")))}{string.Concat(p.Dropped.Select(d => $"; not {d.Kind} {d.Name}, {d.Reason}"))}")
            .Prepend(s.Note.Length > 0 ? $"{s.Namespace}/{s.Name}: {s.Note}" : "").Where(line => line.Length > 0)));
}
