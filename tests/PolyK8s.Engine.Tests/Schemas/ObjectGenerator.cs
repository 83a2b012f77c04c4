using CsCheck;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Engine.Tests.Schemas;

/// <summary>Objects in the vocabulary of a kind: fields it has, values of their types, and now and then a mistake.</summary>
/// <remarks>Random JSON would be refused at its first member. Here most of an object is right, so that what is wrong lies deep.</remarks>
internal sealed class ObjectGenerator(SchemaTable table, double mistakes)
{
    private static readonly Gen<ManifestNode> Anything = Among(
        ManifestNode.Null, ManifestNode.Of(true), ManifestNode.Of(1), ManifestNode.Of(-1), ManifestNode.Of(70000L), ManifestNode.Of(99999999999L), ManifestNode.Number("1.5"),
        ManifestNode.Of(""), ManifestNode.Of("text"), ManifestNode.Of("10%"), ManifestNode.Array([]), ManifestNode.Array([ManifestNode.Of("a")]), ManifestNode.Object());

    /// <summary>Objects of the schema of that index.</summary>
    /// <param name="index">The schema.</param>
    /// <param name="depth">How deep records may still nest; below that they are left out.</param>
    public Gen<ManifestNode> Of(int index, int depth) => Gen.Double.Unit.SelectMany(d => d < mistakes ? Anything : Right(table[index], depth));

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private Gen<ManifestNode> Right(SchemaNode node, int depth) => node.Shape switch
    {
        Shape.Boolean => Gen.Bool.Select(b => ManifestNode.Of(b)),
        Shape.Integer => Gen.Int[-2, 100].Select(i => ManifestNode.Of((long)i)),
        Shape.Number => Gen.Int[0, 9].Select(i => ManifestNode.Number($"{i}.5")),
        Shape.String => Among<string>(node.Check is { Format: "date-time" } ? ["2026-01-02T15:04:05Z"] : node.Allowed.IsEmpty ? ["a", "web", ""] : [.. node.Allowed]).Select(t => ManifestNode.Of(t)),
        Shape.IntegerOrString => Among(ManifestNode.Of(80), ManifestNode.Of("http")),
        Shape.List when depth > 0 => Of(node.Element, depth - 1).Array[0, 3].Select(items => ManifestNode.Array([.. items])),
        Shape.Map when depth > 0 => Of(node.Element, depth - 1).Array[0, 2].Select(values => ManifestNode.Object([.. values.Select((v, i) => new ManifestMember($"key{i}", v))])),
        Shape.Record when depth > 0 && !node.Fields.IsEmpty => Members(node, depth),
        Shape.List => Gen.Const(ManifestNode.Array([])),
        Shape.Anything => Gen.Const(ManifestNode.Of(1)),
        _ => Gen.Const(ManifestNode.Object()),
    };

    private Gen<ManifestNode> Members(SchemaNode node, int depth) =>
        Gen.Select(Gen.Int[0, node.Fields.Length - 1].HashSet[0, Math.Min(4, node.Fields.Length)], Gen.Double.Unit)
            .SelectMany(chosen => chosen.Item1
                .Select(i => node.Fields[i])
                .Aggregate(
                    Gen.Const(chosen.Item2 < mistakes ? new List<ManifestMember> { new("bogusField", ManifestNode.Of(1)) } : []),
                    (members, field) => Gen.Select(members, Of(field.Schema, depth - 1), (list, value) => (List<ManifestMember>)[.. list, new(field.Name, value)])))
            .Select(members => ManifestNode.Object([.. members]));
}
