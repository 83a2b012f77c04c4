using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.Graphs;

/// <summary>Finds the object that somebody names as <c>KIND/NAME</c> or <c>KIND/NAMESPACE/NAME</c>.</summary>
public static class ObjectFocus
{
    /// <summary>The object; null when there is none, or more than one.</summary>
    /// <param name="graph">Where it is looked for.</param>
    /// <param name="text">Its name.</param>
    /// <param name="ns">The namespace when the name says none.</param>
    /// <param name="problem">Why there is none, and what would be accepted.</param>
    public static ObjectKey? Find(ObjectGraph graph, string text, string ns, out string problem)
    {
        var parts = text.Split('/');
        if (parts is not ([_, _] or [_, _, _]) || parts.Any(p => p.Length == 0))
        {
            problem = "this is no object; write `KIND/NAME` or `KIND/NAMESPACE/NAME`, as in `Deployment/shop/web`";
            return null;
        }

        var kind = graph.Nodes.Where(n => KindWords.Mean(parts[0], n.Key.Kind)).Select(n => n.Key).ToArray();
        var found = kind.Where(k => k.Name.Name == parts[^1] && (parts.Length == 3 ? k.Name.Namespace == parts[1] : k.Name.Namespace.Length == 0 || k.Name.Namespace == ns)).ToArray();
        problem = found.Length > 1 ? $"several objects have this name: {string.Join(", ", found.Select(k => $"`{k}`"))}; write the kind with its group"
            : found.Length == 1 ? ""
            : kind.Length == 0 ? $"there is no object of that kind; there are {string.Join(", ", graph.Nodes.Select(n => n.Key.Kind.Kind).Distinct().Order(StringComparer.Ordinal).Take(10).Select(k => $"`{k}`"))}"
            : $"there is no such object; of that kind there are {string.Join(", ", kind.Take(5).Select(k => $"`{k.Name}`"))}{(kind.Length > 5 ? " and others" : "")}";
        return found.Length == 1 ? found[0] : null;
    }
}
