using System.Collections.Immutable;
using Dafny;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Kernels.Documents;
using PolyK8s.Kernels.SafeSchema;
using PolyK8s.Kernels.SchemaTerms;
using Shape = PolyK8s.Engine.Schemas.Shape;

namespace PolyK8s.Engine.Kernels;

/// <summary>The border of the structure kernel: a table of schemas in the kernel's form, and its notes on documents in ours.</summary>
internal sealed class StructureKernel
{
    private static readonly _IShape Anything = PolyK8s.Kernels.SchemaTerms.Shape.create_Anything();
    private readonly ImmutableArray<SchemaNode> _nodes;
    private readonly _ISchemas _schemas;

    /// <summary>Translates the table once.</summary>
    public StructureKernel(ImmutableArray<SchemaNode> nodes)
    {
        _nodes = nodes;
        _schemas = PolyK8s.Kernels.SafeSchema.Schemas.create(Sequence<_ISchema>.FromArray([.. nodes.Select(Translated)]));
    }

    /// <summary>The table in the kernel's form.</summary>
    internal _ISchemas Schemas => _schemas;

    /// <summary>Everything wrong with the structure of <paramref name="root"/> under the schema of that index; empty exactly when it conforms.</summary>
    public ImmutableArray<StructureNote> Notes(ManifestNode root, int schema)
    {
        var notes = _schemas.Notes(StructureDocument.Of(root), schema, Trail.create_Whole());
        if (notes.Count == 0)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<StructureNote>();
        foreach (var note in notes.CloneAsArray())
        {
            if (note.dtor_what is { is_Owes: true } owes)
            {
                Pay(owes.dtor_id, note.dtor_trail, root, found);
            }
            else
            {
                found.Add(Complaint(note.dtor_what, StructureTrail.Read(note.dtor_trail, root)));
            }
        }

        return found.DrainToImmutable();
    }

    // An owed check is paid here; only one that fails is anything to talk about.
    private void Pay(int id, _ITrail trail, ManifestNode root, ImmutableArray<StructureNote>.Builder found)
    {
        var node = StructureTrail.Follow(trail, root);
        foreach (var problem in _nodes[id].Check!.Problems(node))
        {
            found.Add(new(StructureFault.Malformed, StructureTrail.Read(trail, root).Path, node, id, problem));
        }
    }

    private static StructureNote Complaint(_IWhat what, (string Path, ManifestNode Node) place) => what switch
    {
        { is_NotNull: true } => new(StructureFault.Null, place.Path, place.Node, -1, ""),
        { is_WrongType: true } => new(StructureFault.WrongType, place.Path, place.Node, what.dtor_schema, ""),
        { is_TooWide: true } => new(StructureFault.TooWide, place.Path, place.Node, what.dtor_schema, ""),
        { is_NotAllowed: true } => new(StructureFault.NotAllowed, place.Path, place.Node, what.dtor_schema, ""),
        { is_Undeclared: true } => new(StructureFault.Unknown, place.Path, place.Node, what.dtor_schema, what.dtor_name),
        { is_Missing: true } => new(StructureFault.Missing, place.Path, place.Node, -1, what.dtor_name),
        { is_Repeated: true } => new(StructureFault.Repeated, place.Path, place.Node, what.dtor_schema, ""),
        _ => new(StructureFault.NoSchema, place.Path, place.Node, what.dtor_schema, ""),
    };

    private static _ISchema Translated(SchemaNode node, int index) =>
        Schema.create(ShapeOf(node), node.Nullable, node.Check is null ? Check.create_Nothing() : Check.create_Some(index));

    private static _IShape ShapeOf(SchemaNode node) => node.Shape switch
    {
        Shape.Boolean => PolyK8s.Kernels.SchemaTerms.Shape.create_FlagOf(),
        Shape.Integer => PolyK8s.Kernels.SchemaTerms.Shape.create_IntegerOf(SizeOf(node.Size)),
        Shape.Number => PolyK8s.Kernels.SchemaTerms.Shape.create_NumberOf(),
        Shape.String => PolyK8s.Kernels.SchemaTerms.Shape.create_WordsOf(Texts(node.Closed ? node.Allowed : [])),
        Shape.IntegerOrString => PolyK8s.Kernels.SchemaTerms.Shape.create_IntegerOrWords(SizeOf(node.Size)),
        Shape.List => PolyK8s.Kernels.SchemaTerms.Shape.create_ItemsOf(node.Element, UniqueOf(node)),
        Shape.Map => PolyK8s.Kernels.SchemaTerms.Shape.create_MapOf(node.Element),
        Shape.Record => PolyK8s.Kernels.SchemaTerms.Shape.create_RecordOf(
            Sequence<_IField>.FromArray([.. node.Fields.Select(f => Field.create(f.Name, f.Schema))]),
            Sequence<_INeed>.FromArray(node.Closed ? [.. node.Fields.Where(f => f.Required).Select(f => Need.create(f.Name, f.NullCounts))] : []),
            node.Open),
        _ => Anything,
    };

    private static _IUnique UniqueOf(SchemaNode node) => (node.Closed ? node.ListType : ListType.Atomic) switch
    {
        ListType.Set => Unique.create_AsSet(),
        ListType.Map => Unique.create_AsMap(Texts(node.Keys)),
        _ => Unique.create_NoMatter(),
    };

    private static _ISize SizeOf(IntegerSize size) => size switch
    {
        IntegerSize.Int32 => Size.create_In32(),
        _ => Size.create_In64(),
    };

    private static ISequence<string> Texts(ImmutableArray<string> texts) => Sequence<string>.FromArray([.. texts]);
}
