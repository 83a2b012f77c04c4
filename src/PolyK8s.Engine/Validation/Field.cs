using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>A place in an object under validation: a path, the node there if any, and where errors go.</summary>
/// <remarks>
/// Reads as the server's decoder does: a missing field, a null and a value of the wrong type (refused before validation)
/// are all the zero value of their type. The path is rendered only when something is wrong.
/// </remarks>
internal sealed partial class Field
{
    private readonly Field? _parent;
    private readonly string _name;
    private readonly int _index;

    // What is asked for again and again: the objects and lists below, and the items here. One validation is one thread's.
    private List<Field>? _below;
    private Field[]? _items;

    private Field(Field? parent, string name, int index, ManifestNode? node, FieldErrors errors)
    {
        (_parent, _name, _index, Errors) = (parent, name, index, errors);
        Node = node is { Kind: NodeKind.Null } ? null : node;
    }

    /// <summary>The errors found so far, in the order the server would list them.</summary>
    public FieldErrors Errors { get; }

    /// <summary>The node; null when the field is missing or null.</summary>
    public ManifestNode? Node { get; }

    /// <summary>Whether the field has a value.</summary>
    public bool IsSet => Node is not null;

    /// <summary>The string here; empty when there is none.</summary>
    public string Text => Node is { Kind: NodeKind.String } node ? node.Text : "";

    /// <summary>The integer here; 0 when there is none.</summary>
    public long Number => Node is { Kind: NodeKind.Integer } node && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;

    /// <summary>Whether the boolean here is true.</summary>
    public bool IsTrue => Node is { Kind: NodeKind.Boolean, Text: "true" };

    /// <summary>How many items the list here has, or members the map.</summary>
    public int Count => Node is null ? 0 : Node.Items.Length + Node.Members.Length;

    /// <summary>The field's path.</summary>
    public string Path => _parent is null ? _name : _index switch
    {
        >= 0 => $"{_parent.Path}[{_index.ToString(CultureInfo.InvariantCulture)}]",
        KeyIndex => $"{_parent.Path}[{_name}]",
        _ => _parent.Path is { Length: > 0 } above ? $"{above}.{_name}" : _name,
    };

    private const int NoIndex = -1;
    private const int KeyIndex = -2;

    /// <summary>The field called <paramref name="name"/>.</summary>
    public Field this[string name] => Node?[name] switch
    {
        { Kind: NodeKind.Object or NodeKind.Array } node => Below(name, node),
        var node => new(this, name, NoIndex, node, Errors),
    };

    /// <summary>The item at a position.</summary>
    public Field this[int index] => new(this, "", index, Node is { } node && index < node.Items.Length ? node.Items[index] : null, Errors);

    /// <summary>The object before an update; null on create.</summary>
    public ManifestNode? Before => Errors.Before;

    /// <summary>The object under validation, and the object it replaces if any.</summary>
    public static Field Root(ManifestNode node, ManifestNode? before = null) => new(null, "", NoIndex, node, new(before));

    /// <summary>A field of the object under validation whose path is not where its node stands.</summary>
    public static Field Elsewhere(string path, Field field) => new(null, path, NoIndex, field.Node, field.Errors);

    /// <summary>This field with another value: what the server makes of the object before it validates.</summary>
    public Field With(ManifestNode node) => new(_parent, _name, _index, node, Errors);

    /// <summary>What stands here, reported as if it stood at <paramref name="place"/>: the server does so now and then.</summary>
    public Field At(Field place) => new(place._parent, place._name, place._index, Node, Errors);

    /// <summary>The entry of the map here under <paramref name="key"/>, <c>path[key]</c>.</summary>
    public Field Key(string key) => new(this, key, KeyIndex, Node?[key], Errors);

    /// <summary>The items of the list here.</summary>
    public Field[] Items()
    {
        if (_items is null)
        {
            var nodes = Node?.Items ?? [];
            _items = nodes.IsEmpty ? [] : new Field[nodes.Length];
            for (var i = 0; i < _items.Length; i++)
            {
                _items[i] = new(this, "", i, nodes[i], Errors);
            }
        }

        return _items;
    }

    /// <summary>The entries of the map here, in source order.</summary>
    public (string Key, Field Value)[] Entries()
    {
        var entries = Node is { Members.IsEmpty: false } node ? new (string, Field)[node.Members.Length] : [];
        for (var i = 0; i < entries.Length; i++)
        {
            var member = Node!.Members[i];
            entries[i] = (member.Name, new(this, member.Name, KeyIndex, member.Value, Errors));
        }

        return entries;
    }

    /// <summary>The strings of the list here; an item that is none counts as empty.</summary>
    public ImmutableArray<string> Texts() => Node is null ? [] : [.. Node.Items.Select(item => item.Kind == NodeKind.String ? item.Text : "")];

    /// <summary>The string here, or <paramref name="value"/> when it is missing or empty: how the server defaults strings.</summary>
    public string TextOr(string value) => Text is { Length: > 0 } text ? text : value;

    /// <summary>The integer here, or <paramref name="value"/> when it is missing: how the server defaults pointers.</summary>
    public long NumberOr(long value) => IsSet ? Number : value;

    /// <summary>Whether the field called <paramref name="name"/> has a value; cheaper than to go there.</summary>
    public bool Gives(string name) => Node?[name] is { Kind: not NodeKind.Null };

    /// <summary>Whether the map here has a key, be its value null.</summary>
    public bool Has(string key) => Node?[key] is not null;

    private Field Below(string name, ManifestNode node)
    {
        foreach (var known in _below ??= [])
        {
            if (ReferenceEquals(known.Node, node) && known._name == name)
            {
                return known;
            }
        }

        var below = new Field(this, name, NoIndex, node, Errors);
        _below.Add(below);
        return below;
    }

    private ManifestNode? Nearest() => Node ?? _parent?.Nearest();
}
