using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Endpoints;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;

namespace PolyK8s.Mcp.Answers;

/// <summary>The answer of <c>get_graph</c>: one of the four views of the same objects.</summary>
/// <param name="ApiVersion">The version of the shape.</param>
/// <param name="What">Which view it is.</param>
/// <param name="Objects">How many objects were looked at.</param>
/// <param name="Omitted">How many items were left out for length; <c>focus</c> or fewer manifests show them.</param>
/// <param name="Nodes">The objects, those that are missing or on a cycle first; of <c>graph</c>.</param>
/// <param name="Edges">How they lead to one another, what is broken first; of <c>graph</c>.</param>
/// <param name="Waves">The waves; of <c>order</c>.</param>
/// <param name="Cycles">The cycle that prevents any order, or each deadlock; of <c>order</c> and <c>deadlocks</c>.</param>
/// <param name="Services">What each Service reaches; of <c>endpoints</c>.</param>
/// <param name="Notes">What else is to be said, one line each.</param>
internal sealed record GetGraphAnswer(
    string ApiVersion,
    string What,
    int Objects,
    int Omitted,
    ImmutableArray<NodeAnswer> Nodes,
    ImmutableArray<EdgeAnswer> Edges,
    ImmutableArray<ImmutableArray<OrderedName>> Waves,
    ImmutableArray<ImmutableArray<StepAnswer>> Cycles,
    ImmutableArray<ServiceAnswer> Services,
    ImmutableArray<string> Notes)
{
    /// <summary>An answer that says nothing yet.</summary>
    public static GetGraphAnswer Empty(string what, int objects) => new("poly-k8s/v1", what, objects, 0, [], [], [], [], [], []);

    /// <summary>The answer in one line.</summary>
    [JsonIgnore]
    public string Sum => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{What}: {Objects} objects looked at{(Omitted == 0 ? "" : $", {Omitted} items left out")}");
}

/// <summary>An object of the graph.</summary>
/// <param name="Object"><c>Kind.group namespace/name</c>.</param>
/// <param name="Missing">Whether it is named and not there.</param>
/// <param name="OnCycle">Whether it waits for itself.</param>
internal sealed record NodeAnswer(string Object, bool Missing, bool OnCycle);

/// <summary>An edge of the graph.</summary>
/// <param name="From">The object that has the field.</param>
/// <param name="To">The object it leads to.</param>
/// <param name="Kind">What it means.</param>
/// <param name="Field">The field, annotation or command.</param>
/// <param name="Inferred">Whether it is read out of a command, probe or image.</param>
/// <param name="Dangling">Whether the other is missing.</param>
/// <param name="OnCycle">Whether it is part of a cycle.</param>
internal sealed record EdgeAnswer(string From, string To, EdgeKind Kind, string Field, bool Inferred, bool Dangling, bool OnCycle);

/// <summary>A step of a cycle.</summary>
/// <param name="Object">The object.</param>
/// <param name="WaitsFor">What it waits for.</param>
/// <param name="Source">The annotation, field or command that says so.</param>
internal sealed record StepAnswer(string Object, string WaitsFor, string Source)
{
    /// <summary>The step an edge takes.</summary>
    public static StepAnswer Of(Edge edge) => new(PlainText.Line(edge.Waiting.ToString()), PlainText.Line(edge.Awaited.ToString()), PlainText.Line(edge.Source));
}
