using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas;

/// <summary>Says what the kernel noted: in the words of the API server where it has some.</summary>
internal static class StructureFindings
{
    /// <summary>How much of a value is shown: as much as fits on a line of a terminal beside its path.</summary>
    private const int LongestShown = 64;

    /// <summary>The findings of an object under its schema; none exactly when it conforms.</summary>
    public static IEnumerable<Finding> Of(ManifestNode root, KindSchema kind) =>
        kind.Table.Kernel.Notes(root, kind.Root).Select(note => Said(note, kind));

    private static Finding Said(StructureNote note, KindSchema kind) => note.Fault switch
    {
        StructureFault.Unknown => Unknown(note, kind),
        StructureFault.Missing => Finding("required value", note, $"`{Inside(note)}` is required", $"add `{note.Text}`", Inside(note)),
        StructureFault.WrongType => WrongType(note, kind),
        StructureFault.TooWide => Finding("number out of range", note, $"`{Shown(note, kind)}` does not fit into {(kind.Table[note.Schema].Size == IntegerSize.Int32 ? "int32" : "int64")}", "write a smaller number"),
        StructureFault.NotAllowed => NotAllowed(note, kind.Table[note.Schema]),
        StructureFault.Repeated => Repeated(note, kind.Table[note.Schema]),
        StructureFault.Malformed => Finding("malformed value", note, Shown(note, kind) is { } value ? $"`{value}`: {note.Text}" : note.Text, "correct the value"),
        StructureFault.Null => Finding("wrong type", note, "null where a value belongs", "write a value or remove the element"),
        _ => Finding("schema missing", note, "the schema refers to a schema that does not exist", "correct the schema"),
    };

    private static Finding Unknown(StructureNote note, KindSchema kind)
    {
        var path = Inside(note);
        var near = NearestName.Of(note.Text, kind.Table[note.Schema].Fields.Select(f => f.Name));
        return Finding("unknown field", note, $"unknown field `{path}`", near is null ? "remove it" : $"did you mean `{near}`?", path, note.Node[note.Text]);
    }

    private static Finding WrongType(StructureNote note, KindSchema kind)
    {
        var asked = JsonTypes.Said(kind.Table, kind.Table[note.Schema]);
        var found = JsonTypes.Said(note.Node);
        var scalar = note.Node.Kind is NodeKind.Boolean or NodeKind.Integer or NodeKind.Number;
        var shape = kind.Table[note.Schema].Shape;
        var fix = scalar && shape == Shape.String ? "put it in quotes"
            : note.Node.Kind == NodeKind.String && shape is Shape.Integer or Shape.Number or Shape.Boolean ? "write it without quotes"
            : $"write a value of type {asked}";
        return Finding("wrong type", note, $"cannot unmarshal {found}{(scalar && Shown(note, kind) is { } value ? $" `{value}`" : "")} into a field of type {asked}", fix);
    }

    private static Finding NotAllowed(StructureNote note, SchemaNode schema)
    {
        var near = NearestName.Of(note.Node.Text, schema.Allowed);
        var supported = string.Join(", ", schema.Allowed.Select(a => $"`{a}`"));
        return Finding("unsupported value", note, $"unsupported value `{note.Node.Text}`: supported values: {supported}", near is null ? "use a supported value" : $"did you mean `{near}`?");
    }

    /// <summary>The kernel says that elements repeat; which one is looked up here, the first that was there before.</summary>
    private static Finding Repeated(StructureNote note, SchemaNode schema)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < note.Node.Items.Length; i++)
        {
            var item = note.Node.Items[i];
            var key = schema.ListType == ListType.Map ? string.Join(", ", schema.Keys.Select(k => $"{k}: {item[k]?.ToString() ?? "null"}")) : item.ToString();
            if (!seen.Add(key))
            {
                var path = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{note.Path}[{i}]");
                return Finding("duplicate value", note, $"duplicate value `{key}`", "remove one of the two", path, item);
            }
        }

        return Finding("duplicate value", note, "an element repeats another", "remove one of the two");
    }

    /// <summary>A scalar as a message may show it: cut when long, and never one of a Secret. Null when it is not to be shown.</summary>
    private static string? Shown(StructureNote note, KindSchema kind) => note switch
    {
        { Node.Kind: NodeKind.Object or NodeKind.Array or NodeKind.Null } => null,
        _ when kind is { Kind: "Secret", Group: "" } && note.Path.Contains("ata[", StringComparison.Ordinal) => null,
        { Node.Text: { Length: > LongestShown } text } => text[..LongestShown] + "…",
        _ => note.Node.Text,
    };

    private static string Inside(StructureNote note) => note.Path.Length == 0 ? note.Text : $"{note.Path}.{note.Text}";

    private static Finding Finding(string reason, StructureNote note, string detail, string fix, string? path = null, ManifestNode? at = null) => new()
    {
        Reason = reason,
        Detail = detail,
        Path = path ?? note.Path,
        At = at ?? note.Node,
        Key = $"{path ?? note.Path}\n{reason}",
        Witness = ManifestNode.Object(("path", ManifestNode.Of(path ?? note.Path)), ("found", ManifestNode.Of(JsonTypes.Said(at ?? note.Node)))),
        Fix = fix,
    };
}
