namespace PolyK8s.Mcp.Tools;

/// <summary>The arguments of <c>get_graph</c>; null where left out.</summary>
/// <param name="What">graph, order, endpoints or deadlocks.</param>
/// <param name="Manifests">The objects, as YAML or JSON.</param>
/// <param name="Namespace">The namespace of namespaced objects that name none.</param>
/// <param name="Focus">The object to look round.</param>
/// <param name="Depth">How many steps.</param>
/// <param name="Reverse">Whether the objects are deleted.</param>
internal sealed record GraphArguments(string? What = null, string? Manifests = null, string? Namespace = null, string? Focus = null, int? Depth = null, bool? Reverse = null);
