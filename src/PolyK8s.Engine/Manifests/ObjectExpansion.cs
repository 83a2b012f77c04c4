using System.Collections.Immutable;

namespace PolyK8s.Engine.Manifests;

/// <summary>Makes objects of documents: a List becomes its items, and what is no object becomes a fault.</summary>
internal static class ObjectExpansion
{
    private const string Wanted = "a Kubernetes object is a mapping with `apiVersion` and `kind`";

    /// <summary>The objects of the documents, and the faults of both.</summary>
    public static ManifestSet Of(ManifestSet documents)
    {
        var objects = ImmutableArray.CreateBuilder<Manifest>(documents.Manifests.Length);
        var faults = ImmutableArray.CreateBuilder<ManifestFault>();
        faults.AddRange(documents.Faults);
        foreach (var document in documents.Manifests)
        {
            Expand(document, objects, faults);
        }

        return documents with { Manifests = objects.DrainToImmutable(), Faults = [.. faults.OrderBy(fault => fault.Document)] };
    }

    // Lists may hold lists: the rest of the outer one waits on a stack.
    private static void Expand(Manifest document, ImmutableArray<Manifest>.Builder objects, ImmutableArray<ManifestFault>.Builder faults)
    {
        var rest = new Stack<Manifest>([document]);
        while (rest.TryPop(out var manifest))
        {
            if ((Ambiguous(manifest) ?? Fault(manifest.Root)) is { } fault)
            {
                faults.Add(new(manifest.File, manifest.Document, fault.Place, fault.Problem));
            }
            else if (!IsList(manifest))
            {
                objects.Add(manifest);
            }
            else
            {
                foreach (var item in manifest.Root.ItemsAt("items").Reverse())
                {
                    rest.Push(manifest with { Root = Filled(item, manifest) });
                }
            }
        }
    }

    // Which object it is, or which item of a list, must be beyond doubt.
    private static JsonFault? Ambiguous(Manifest manifest) =>
        manifest.Repeated.FirstOrDefault(key => key.IsOfIdentity || IsList(manifest)) is { Name: not null } key ? new(key.Place, key.Problem) : null;

    private static bool IsList(Manifest manifest) =>
        (manifest.Kind == "List" && manifest.ApiVersion == "v1")
        || (manifest.Kind.EndsWith("List", StringComparison.Ordinal) && manifest.Root["items"] is { Kind: NodeKind.Array });

    /// <summary>An item of a typed list need not repeat what the list says.</summary>
    /// <remarks>Mirrors <c>decodeToList</c> of apimachinery's unstructured scheme: the item's kind is the list's without <c>List</c>.</remarks>
    private static ManifestNode Filled(ManifestNode item, Manifest list)
    {
        var kind = list.Kind[..^"List".Length];
        return item.Kind != NodeKind.Object || kind.Length == 0 || item["kind"] is not null ? item
            : ManifestNode.Object([new("apiVersion", ManifestNode.Of(list.ApiVersion, item.Place)), new("kind", ManifestNode.Of(kind, item.Place)), .. item.Members.Where(m => m.Name != "apiVersion")], item.Place);
    }

    private static JsonFault? Fault(ManifestNode root) =>
        root.Kind != NodeKind.Object ? new(root.Place, $"is {Word(root)}; {Wanted}")
        : Missing(root, "apiVersion") ?? Missing(root, "kind") ?? MetadataFault(root["metadata"]) ?? TooLarge(root);

    private static JsonFault? Missing(ManifestNode root, string name) =>
        root[name] is not { } value ? new(root.Place, $"has no `{name}`; {Wanted}")
        : value is { Kind: NodeKind.String, Text: "" } ? new(value.Place, $"`{name}` is empty; it must be text")
        : NotText(value, name);

    // An object is known by these two: `name: on` would leave it without one.
    private static JsonFault? MetadataFault(ManifestNode? metadata) => metadata switch
    {
        null or { Kind: NodeKind.Null } => null,
        { Kind: NodeKind.Object } => NotText(metadata["name"], "metadata.name") ?? NotText(metadata["namespace"], "metadata.namespace"),
        _ => new(metadata.Place, $"`metadata` is {Word(metadata)}; it must be a mapping"),
    };

    private static JsonFault? NotText(ManifestNode? value, string path) =>
        value is null or { Kind: NodeKind.String } || (value.Kind == NodeKind.Null && path[0] == 'm') ? null
        : new(value.Place, $"`{path}` is {Word(value)}; it must be text{(value.Text.Length > 0 ? ", in quotes" : "")}");

    private static JsonFault? TooLarge(ManifestNode root) =>
        JsonSize.Exceeds(root, ManifestLimits.ObjectBytes) ? new(root.Place, "is larger than 3 MiB, which the API server refuses") : null;

    private static string Word(ManifestNode node) => node.Kind switch
    {
        NodeKind.Null => "null",
        NodeKind.Boolean => $"the boolean {node.Text}",
        NodeKind.Integer or NodeKind.Number => $"the number {YamlScalar.Shortened(node.Text)}",
        NodeKind.String => "text",
        NodeKind.Array => "a list",
        _ => "a mapping",
    };
}
