using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace PolyK8s.Engine.Manifests;

/// <summary>One node of a JSON tree, immutable, with the place it was read from.</summary>
/// <remarks>
/// Manifests, witnesses and patches are all trees of this one type, so that any of them can be compared, quoted and
/// written as JSON in one way. Look-ups in an object are linear: Kubernetes objects have few members, and order counts.
/// </remarks>
[JsonConverter(typeof(ManifestNodeJson))]
public sealed class ManifestNode
{
    // The text, the items or the members, as the kind says: clusters are held in memory as millions of nodes.
    private readonly object? _held;

    private ManifestNode(NodeKind kind, Place place, object? held = null) => (Kind, Place, _held) = (kind, place, held);

    /// <summary>JSON null, without a place.</summary>
    public static ManifestNode Null { get; } = new(NodeKind.Null, Place.None);

    /// <summary>The JSON type.</summary>
    public NodeKind Kind { get; }

    /// <summary>Where the node begins in its source.</summary>
    public Place Place { get; }

    /// <summary>A string's text, a number's JSON digits, <c>true</c> or <c>false</c>; empty for the other kinds.</summary>
    public string Text => Kind is NodeKind.String or NodeKind.Integer or NodeKind.Number or NodeKind.Boolean ? Unsafe.As<string>(_held!) : "";

    /// <summary>The elements of an array; empty for the other kinds.</summary>
    public ImmutableArray<ManifestNode> Items => Kind == NodeKind.Array ? ImmutableCollectionsMarshal.AsImmutableArray(Unsafe.As<ManifestNode[]>(_held)) : [];

    /// <summary>The members of an object in source order; empty for the other kinds.</summary>
    public ImmutableArray<ManifestMember> Members => Kind == NodeKind.Object ? ImmutableCollectionsMarshal.AsImmutableArray(Unsafe.As<ManifestMember[]>(_held)) : [];

    /// <summary>The value of the member called <paramref name="name"/>, or null (the C# one) if there is none.</summary>
    public ManifestNode? this[string name]
    {
        get
        {
            if (Kind == NodeKind.Object)
            {
                foreach (ref readonly var member in Unsafe.As<ManifestMember[]>(_held!).AsSpan())
                {
                    if (member.Name == name)
                    {
                        return member.Value;
                    }
                }
            }

            return null;
        }
    }

    /// <summary>A null that stands somewhere.</summary>
    public static ManifestNode NullAt(Place place) => new(NodeKind.Null, place);

    /// <summary>A boolean.</summary>
    public static ManifestNode Of(bool value, Place place = default) => new(NodeKind.Boolean, place, value ? "true" : "false");

    /// <summary>A string.</summary>
    public static ManifestNode Of(string value, Place place = default) => new(NodeKind.String, place, value);

    /// <summary>An integer.</summary>
    public static ManifestNode Of(long value, Place place = default) => Integer(value.ToString(CultureInfo.InvariantCulture), place);

    /// <summary>An integer of any size.</summary>
    /// <param name="digits">JSON digits: an optional minus, no leading zero.</param>
    /// <param name="place">Where it stands.</param>
    public static ManifestNode Integer(string digits, Place place = default) => new(NodeKind.Integer, place, digits);

    /// <summary>A number with fraction or exponent.</summary>
    /// <param name="digits">The JSON number, exactly as it is to be written.</param>
    /// <param name="place">Where it stands.</param>
    public static ManifestNode Number(string digits, Place place = default) => new(NodeKind.Number, place, digits);

    /// <summary>An array.</summary>
    public static ManifestNode Array(ImmutableArray<ManifestNode> items, Place place = default) => new(NodeKind.Array, place, ImmutableCollectionsMarshal.AsArray(items));

    /// <summary>An array of strings.</summary>
    public static ManifestNode Array(IEnumerable<string> items) => Array([.. items.Select(item => Of(item))]);

    /// <summary>An object.</summary>
    public static ManifestNode Object(ImmutableArray<ManifestMember> members, Place place = default) => new(NodeKind.Object, place, ImmutableCollectionsMarshal.AsArray(members));

    /// <summary>An object from names and values; a value that is C# null is left out.</summary>
    public static ManifestNode Object(params ReadOnlySpan<(string Name, ManifestNode? Value)> members)
    {
        var kept = ImmutableArray.CreateBuilder<ManifestMember>(members.Length);
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                kept.Add(new(name, value));
            }
        }

        return Object(kept.DrainToImmutable());
    }

    /// <summary>The node at the end of a chain of member names, or C# null where the chain breaks.</summary>
    public ManifestNode? At(params ReadOnlySpan<string> names)
    {
        var node = this;
        foreach (var name in names)
        {
            node = node[name];
            if (node is null)
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>The text of the string at the end of a chain of member names, or C# null if there is no string there.</summary>
    public string? TextAt(params ReadOnlySpan<string> names) => At(names) is { Kind: NodeKind.String } node ? node.Text : null;

    /// <summary>The elements of the array at the end of a chain of member names; empty if there is no array there.</summary>
    public ImmutableArray<ManifestNode> ItemsAt(params ReadOnlySpan<string> names) => At(names)?.Items ?? [];

    /// <summary>The strings of the array at the end of a chain of member names; elements that are no strings are left out.</summary>
    public ImmutableArray<string> TextsAt(params ReadOnlySpan<string> names) =>
        [.. ItemsAt(names).Where(item => item.Kind == NodeKind.String).Select(item => item.Text)];

    /// <summary>The JSON text, compact.</summary>
    public override string ToString() => ManifestNodeJson.Write(this);
}
