using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Schemas.Custom;

/// <summary>What the server makes of a custom resource before it validates it: nulls where there may be none are dropped, defaults fill what is absent.</summary>
/// <remarks>Mirrors <c>Default</c> and <c>PruneNonNullableNullsWithoutDefaults</c> of k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting.</remarks>
internal sealed class Filling
{
    private readonly ImmutableArray<(string Name, ManifestNode? Default, bool MayBeNull, Filling? Value)> _fields;
    private readonly Filling? _elements;

    private Filling(ManifestNode schema)
    {
        _fields = [.. (schema["properties"]?.Members ?? []).Select(p => (p.Name, p.Value["default"], p.Value["nullable"] is { Kind: NodeKind.Boolean, Text: "true" }, Of(p.Value)))];
        _elements = (schema["items"] ?? schema["additionalProperties"]) is { Kind: NodeKind.Object } each ? Of(each) : null;
    }

    /// <summary>What a schema fills; null for nothing.</summary>
    public static Filling? Of(ManifestNode schema)
    {
        var filling = new Filling(schema);
        return filling._elements is null && filling._fields.IsEmpty ? null : filling;
    }

    /// <summary>The value as it is validated.</summary>
    public ManifestNode Filled(ManifestNode value) => value.Kind switch
    {
        NodeKind.Object => ManifestNode.Object([.. value.Members.Where(Stays).Select(m => m with { Value = ValueOf(m.Name)?.Filled(m.Value) ?? m.Value }), .. Added(value)], value.Place),
        NodeKind.Array when _elements is not null => ManifestNode.Array([.. value.Items.Select(_elements.Filled)]),
        _ => value,
    };

    private bool Stays(ManifestMember member) =>
        member.Value.Kind != NodeKind.Null || !_fields.Any(f => f.Name == member.Name && !f.MayBeNull);

    private Filling? ValueOf(string name)
    {
        foreach (var field in _fields)
        {
            if (field.Name == name)
            {
                return field.Value;
            }
        }

        return _elements;
    }

    private IEnumerable<ManifestMember> Added(ManifestNode value) =>
        from field in _fields
        where field.Default is not null && (value[field.Name] is not { } there || (there.Kind == NodeKind.Null && !field.MayBeNull))
        select new ManifestMember(field.Name, field.Value?.Filled(field.Default) ?? field.Default);
}
