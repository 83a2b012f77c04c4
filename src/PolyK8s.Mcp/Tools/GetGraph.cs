using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Graphs;
using PolyK8s.Engine.Manifests;
using PolyK8s.Mcp.Answers;

namespace PolyK8s.Mcp.Tools;

/// <summary>Shows how objects lead to one another, in which order they are applied, what Services reach, and what waits for itself.</summary>
/// <param name="source">The view of this server.</param>
internal sealed class GetGraph(ISnapshotSource source) : RuleTool
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "what": { "type": "string", "enum": ["graph", "order", "endpoints", "deadlocks"], "description": "graph (default): what names, waits for, owns and selects what; order: waves to apply; endpoints: what Services reach; deadlocks: Pods that wait for themselves" },
            "manifests": { "type": "string", "minLength": 1, "description": "Kubernetes objects as YAML or JSON text (not a path); default: the cluster the server sees" },
            "namespace": { "type": "string", "description": "For objects that name none; default `default`" },
            "focus": { "type": "string", "description": "Only what is round this object: `Kind/namespace/name`; for graph" },
            "depth": { "type": "integer", "minimum": 0, "description": "Steps round the focus; default 2" },
            "reverse": { "type": "boolean", "description": "The order of deletion; for order" }
          },
          "additionalProperties": false
        }
        """;

    /// <inheritdoc />
    public override Tool Description { get; } = Describe(
        "get_graph",
        "Get the graph of objects",
        """
        How Kubernetes objects depend on one another: references with missing targets marked, the waves in which to apply or delete them, the endpoints of Services port by port, and start-up deadlocks. Cycles and deadlocks are checked by a proved kernel.
        Give `manifests`, or leave them out for the cluster the server sees. `omitted` counts what was left out for length.
        """,
        Input,
        McpJson.Default.GetGraphAnswer);

    /// <inheritdoc />
    protected override CallToolResult Answer(JsonElement arguments)
    {
        var asked = arguments.Deserialize(McpJson.Default.GraphArguments)!;
        if (Objects(asked, out var view) is { } problem)
        {
            return Refusal(problem);
        }

        var (what, graph) = (asked.What ?? "graph", default(ObjectGraph));
        if (what == "graph")
        {
            graph = ObjectGraph.Of(view);
            if (asked.Focus is { } focus)
            {
                if (ObjectFocus.Find(graph, focus, asked.Namespace ?? "default", out var wrong) is not { } key)
                {
                    return Refusal($"`focus` `{focus}`: {wrong}");
                }

                graph = graph.Around(key, Math.Clamp(asked.Depth ?? 2, 0, GraphFitting.Deepest));
            }
        }

        var answer = GraphFitting.Of(what, view, graph, asked.Reverse ?? false, source.Current.NotReady is { } reason && asked.Manifests is null ? [$"the view of the cluster is not complete: {reason}"] : []);
        return Answered(answer, McpJson.Default.GetGraphAnswer, GraphFitting.Text(answer));
    }

    private string? Objects(GraphArguments asked, out ClusterView view)
    {
        view = source.Current.View;
        if (asked.Manifests is { } text)
        {
            var read = ManifestReader.Read(Encoding.UTF8.GetBytes(text), "manifests");
            if (read.Faults is [var fault, ..])
            {
                return fault.Sentence;
            }

            view = ClusterView.Of(read.Manifests.Select(m => Placement.In(asked.Namespace ?? "default", m)));
            return read.Manifests.IsEmpty ? "there is no object in `manifests`" : null;
        }

        return view.IsGiven ? null : "this server sees no cluster; give `manifests`";
    }
}
