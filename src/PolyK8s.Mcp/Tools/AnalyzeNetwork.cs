using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Engine.Networks.Answers;
using PolyK8s.Mcp.Answers;

namespace PolyK8s.Mcp.Tools;

/// <summary>Says who reaches whom. No path is ever accepted: what the model sends, or the server sees, is all that is read.</summary>
/// <param name="source">The view of this server.</param>
internal sealed class AnalyzeNetwork(ISnapshotSource source) : RuleTool
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "manifests": { "type": "string", "minLength": 1, "description": "Pods, workloads, Namespaces, Services and network policies as YAML or JSON text, laid over what the server sees" },
            "old": { "type": "string", "minLength": 1, "description": "The cluster before, as text: the answer is the flows gained and lost" },
            "from": { "type": "string", "description": "NAMESPACE/NAME of a pod or workload, an address or a CIDR block" },
            "to": { "type": "string", "description": "The same, or a Service (svc/NAMESPACE/NAME)" },
            "port": { "type": "string", "description": "Number or name; with from and to: one flow and why" },
            "protocol": { "type": "string", "enum": ["TCP", "UDP", "SCTP"] }
          },
          "additionalProperties": false
        }
        """;

    /// <inheritdoc />
    public override Tool Description { get; } = Describe(
        "analyze_network",
        "Who reaches whom",
        "What network policies (NetworkPolicy, ClusterNetworkPolicy, AdminNetworkPolicy) really allow, decided by a proved evaluator: one flow with the reason, the flows of one pod, all flows, or the flows gained and lost against `old`. `Unknown` says that an address or node nobody gave decides.",
        Input,
        McpJson.Default.NetworkAnswer);

    /// <inheritdoc />
    protected override CallToolResult Answer(JsonElement arguments)
    {
        var asked = arguments.Deserialize(McpJson.Default.NetworkArguments)!;
        var (manifests, old) = (Given.Of(asked.Manifests, "manifests"), Given.Of(asked.Old, "old"));
        if ((manifests?.Refusal ?? old?.Refusal) is { } refusal)
        {
            return Refusal(refusal);
        }

        var view = source.Current.View;
        if (manifests is null && !view.IsGiven)
        {
            return Refusal("`manifests` is missing, and this server sees no cluster");
        }

        ImmutableArray<string> odd = [.. old?.Odd ?? [], .. manifests?.Odd ?? []];
        var question = new ReachQuestion(asked.From, asked.To, asked.Port, FlowProtocols.Of(asked.Protocol));
        var now = NetworkReach.Of(manifests is null ? view : (old is null ? view : ClusterView.Empty).With(manifests.Objects));
        if (old is not null)
        {
            return Said(NetworkAnswer.Of(ReachDifference.Of(NetworkReach.Of(ClusterView.Empty.With(old.Objects)), now, question)).With(odd));
        }

        var answers = new ReachAnswers(now);
        var answer = question.IsOneFlow
            ? answers.Flow(question, out var problem) is { } flow ? NetworkAnswer.Of(flow) : null
            : answers.Matrix(question, out problem) is { } matrix ? NetworkAnswer.Of(matrix) : null;
        return answer is null ? Refusal(problem!) : Said(answer.With(odd));
    }

    private static CallToolResult Said(NetworkAnswer answer) => Answered(answer, McpJson.Default.NetworkAnswer, string.Join('\n',
    [
        .. answer.Verdict is { } verdict ? [verdict] : Array.Empty<string>(),
        .. answer.Flows.Select(f => PlainText.Line($"{f.From} to {f.To}: {f.Ports}: {f.Verdict}{(f.Why is null ? "" : $": {f.Why}")}")),
        .. answer.Flows.IsEmpty ? ["no flow"] : Array.Empty<string>(),
        .. answer.Notes.Select(n => PlainText.Line($"note: {n}")),
        .. answer.Omitted > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{answer.Omitted} more left out; ask for one `from` or `to`")] : Array.Empty<string>(),
    ]));

    /// <summary>A text that was given, read once.</summary>
    /// <param name="Objects">Its objects, each in a namespace.</param>
    /// <param name="Refusal">Why no answer may rest on it; null when one may.</param>
    /// <param name="Odd">What does not stop the answer and is likely a slip.</param>
    private sealed record Given(ImmutableArray<Manifest> Objects, string? Refusal, ImmutableArray<string> Odd)
    {
        public static Given? Of(string? text, string name)
        {
            if (text is null)
            {
                return null;
            }

            var set = ManifestReader.Read(Encoding.UTF8.GetBytes(text), name);
            ImmutableArray<Manifest> objects = [.. set.Manifests.Select(m => Placement.In("default", m))];
            var mistakes = PolicyMistakes.Of(objects);
            var refusal = set.Faults is [var first, ..] ? $"`{name}` cannot be relied on: {first.Sentence}" : mistakes.Faults.FirstOrDefault();
            return new(objects, refusal, [.. PolicyMistakes.Twice(objects), .. mistakes.Notes]);
        }
    }
}

/// <summary>The arguments of <c>analyze_network</c>; null where left out.</summary>
/// <param name="Manifests">Objects laid over the view.</param>
/// <param name="Old">The cluster before.</param>
/// <param name="From">Who sends.</param>
/// <param name="To">Who receives.</param>
/// <param name="Port">The port.</param>
/// <param name="Protocol">The protocol.</param>
internal sealed record NetworkArguments(string? Manifests = null, string? Old = null, string? From = null, string? To = null, string? Port = null, string? Protocol = null);
