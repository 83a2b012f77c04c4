using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>Reads fields the way Go programs do that turn an unstructured object into a typed one.</summary>
/// <remarks>
/// After <c>fromUnstructured</c> of k8s.io/apimachinery/pkg/runtime: what is absent or null is zero, a number that is too
/// large wraps round, and a value of another type is an error, of which the first is kept.
/// </remarks>
internal sealed class GoFields(ManifestNode root)
{
    /// <summary>The first error, in Go's words; null when everything could be read.</summary>
    public string? Problem { get; private set; }

    /// <summary>The object at the end of a chain of names; null when absent or no object.</summary>
    public ManifestNode? Object(params ReadOnlySpan<string> names)
    {
        var node = root;
        foreach (var name in names)
        {
            node = node[name];
            if (node is null or { Kind: NodeKind.Null })
            {
                return null;
            }

            if (node.Kind != NodeKind.Object)
            {
                return Fail<ManifestNode>($"cannot restore struct from: {KindOf(node)}");
            }
        }

        return node;
    }

    /// <summary>A field of an object: <c>Object(path)[name]</c>; null when absent or null.</summary>
    public ManifestNode? Value(string name, params ReadOnlySpan<string> path) =>
        Object(path)?[name] is { Kind: not NodeKind.Null } node ? node : null;

    /// <summary>An <c>int64</c>.</summary>
    public long Int64(string name, params ReadOnlySpan<string> path) => Value(name, path) is { } node ? Number(node, "int64") : 0;

    /// <summary>An <c>int32</c>.</summary>
    public int Int32(string name, params ReadOnlySpan<string> path) => Int32OrNone(name, path) ?? 0;

    /// <summary>A pointer to an <c>int32</c>.</summary>
    public int? Int32OrNone(string name, params ReadOnlySpan<string> path) => Value(name, path) is { } node ? unchecked((int)Number(node, "int32")) : null;

    /// <summary>A <c>bool</c>.</summary>
    public bool Bool(string name, params ReadOnlySpan<string> path) =>
        Value(name, path) is { } node && (node.Kind == NodeKind.Boolean ? node.Text == "true" : Mismatch(node, "bool"));

    /// <summary>A string; empty when absent.</summary>
    /// <param name="name">The field.</param>
    /// <param name="type">What Go calls its type.</param>
    /// <param name="path">Where it is.</param>
    public string Text(string name, string type, params ReadOnlySpan<string> path) => TextOf(Value(name, path), type);

    /// <summary>The text of a node that is to be a string.</summary>
    public string TextOf(ManifestNode? node, string type = "string")
    {
        if (node is null or { Kind: NodeKind.Null })
        {
            return "";
        }

        if (node.Kind != NodeKind.String)
        {
            _ = Mismatch(node, type);
            return "";
        }

        return node.Text;
    }

    /// <summary>The objects of a list; empty when absent.</summary>
    public IEnumerable<ManifestNode> Objects(string name, params ReadOnlySpan<string> path)
    {
        var node = Value(name, path);
        if (node is null)
        {
            return [];
        }

        if (node.Kind != NodeKind.Array)
        {
            _ = Fail<ManifestNode>($"cannot restore slice from {KindOf(node)}");
            return [];
        }

        foreach (var item in node.Items.Where(item => item.Kind is not (NodeKind.Object or NodeKind.Null)))
        {
            _ = Fail<ManifestNode>($"cannot restore struct from: {KindOf(item)}");
        }

        return node.Items.Where(item => item.Kind == NodeKind.Object);
    }

    /// <summary>The conditions of the status, in order.</summary>
    /// <param name="type">What Go calls the type of <c>type</c>; a plain string in most programs that read any kind.</param>
    public IReadOnlyList<ObjectCondition> Conditions(string type = "string") =>
        [.. Objects("conditions", "status").Select(c => new ObjectCondition(TextOf(c["type"], type), TextOf(c["status"], "v1.ConditionStatus"), TextOf(c["reason"]), TextOf(c["message"])))];

    /// <summary>What Go's reflection calls the kind of a value.</summary>
    public static string KindOf(ManifestNode node) => node.Kind switch
    {
        NodeKind.Object => "map",
        NodeKind.Array => "slice",
        NodeKind.String => "string",
        NodeKind.Boolean => "bool",
        _ => IsInteger(node) ? "int64" : "float64",
    };

    private long Number(ManifestNode node, string type)
    {
        if (node.Kind is not (NodeKind.Integer or NodeKind.Number))
        {
            _ = Mismatch(node, type);
            return 0;
        }

        if (IsInteger(node))
        {
            return long.Parse(node.Text, CultureInfo.InvariantCulture);
        }

        var number = double.Parse(node.Text, CultureInfo.InvariantCulture);
        return number == Math.Truncate(number) ? unchecked((long)number) : Fail<long>($"cannot convert float64 to {type}");
    }

    private static bool IsInteger(ManifestNode node) => node.Kind == NodeKind.Integer && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    // Go may convert between integers, and from an integer to a string (a letter), which the reader then refuses.
    private bool Mismatch(ManifestNode node, string type) =>
        Fail<bool>(KindOf(node) == "int64" && type is not ("bool" or "int32" or "int64") ? $"cannot convert int64 to {type}" : $"unrecognized type: {(type is "bool" or "int32" or "int64" ? type : "string")}");

    private T? Fail<T>(string problem)
    {
        Problem ??= problem;
        return default;
    }
}
