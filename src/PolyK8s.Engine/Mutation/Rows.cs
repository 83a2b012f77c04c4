using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>The kinds of rule a table of updates is made of. A path is dotted, from the object's root.</summary>
internal static class Rows
{
    /// <summary>What the server says of most fields that may not change.</summary>
    public const string Immutable = "field is immutable";

    /// <summary>The value stays as it was before, from the first to the last day of the object.</summary>
    public static Action<Transition> Equal(string path, string detail = Immutable) => change => Keep(change, path, detail);

    /// <summary>As <see cref="Equal"/>, reported where the server keeps the value under another name.</summary>
    public static Action<Transition> EqualAs(string path, string place) => change =>
    {
        if (change.Changes(path))
        {
            var now = change.New(path);
            Field.Elsewhere(place, now).Invalid(Printed(now.Node, change.Old(path)), Immutable);
        }
    };

    /// <summary>A text that was given, or is by default, is not made empty: the server tells the two apart.</summary>
    public static Action<Transition> NotEmptied(string path, string detail) => change =>
    {
        if (change.New(path) is { IsSet: true, Text.Length: 0 } now && change.Old(path) is not { Text.Length: 0 })
        {
            now.Forbidden(detail);
        }
    };

    /// <summary>The object of this name keeps the spec the server made it with, but for some members.</summary>
    public static Action<Transition> FixedSpec(string name, params ImmutableArray<string> members) => change =>
    {
        if (change.Before.TextAt("metadata", "name") == name
            && !StoredForm.Same("", ServerFields.Without(change.Old("spec"), members), ServerFields.Without(change.New("spec").Node, members)))
        {
            change.New("spec").InvalidJson($"spec of '{name}' must equal the fixed value");
        }
    };

    /// <summary>As <see cref="Equal"/>, said as something forbidden.</summary>
    public static Action<Transition> Forbid(string path, string detail) => change =>
    {
        if (change.Changes(path))
        {
            change.New(path).Forbidden(detail);
        }
    };

    /// <summary>As <see cref="Equal"/>, where a value that is left out or empty is stored as <paramref name="otherwise"/>.</summary>
    public static Action<Transition> EqualOr(string otherwise, string path) => change =>
    {
        var now = change.New(path);
        if (TextOr(otherwise, change.Old(path)) != TextOr(otherwise, now.Node))
        {
            now.Invalid(GoText.Quote(TextOr(otherwise, now.Node)), Immutable);
        }
    };

    /// <summary>The value may be given once, and then stays.</summary>
    public static Action<Transition> SetOnce(string path, string detail) => change =>
    {
        if (StoredForm.Of(Transition.LastName(path), change.Old(path)) is not null && change.Changes(path))
        {
            change.New(path).Forbidden(detail);
        }
    };

    /// <summary>Of the record at a path, only these members may change.</summary>
    public static Action<Transition> Only(string path, string detail, params ImmutableArray<string> members) => change =>
    {
        if (!StoredForm.Same("", ServerFields.Without(change.Old(path), members), ServerFields.Without(change.New(path).Node, members)))
        {
            change.New(path).Forbidden(detail);
        }
    };

    /// <summary>While the object is marked <c>immutable</c>, the mark and these members stay.</summary>
    public static Action<Transition> WhenImmutable(params ImmutableArray<string> members) => change =>
    {
        const string detail = "field is immutable when `immutable` is set";
        if (change.Old("immutable") is not { Kind: NodeKind.Boolean, Text: "true" })
        {
            return;
        }

        foreach (var name in members.Insert(0, "immutable").Where(name => !SameEntries(change.Old(name), change.New(name).Node)))
        {
            change.New(name).Forbidden(detail);
        }
    };

    /// <summary>A rule that holds once the server serves what the definition defines.</summary>
    public static Action<Transition> WhenEstablished(Action<Transition> rule) => change =>
    {
        if (change.Before.At("status", "conditions")?.Items.Any(c => c.TextAt("type") == "Established" && c.TextAt("status") == "True") == true)
        {
            rule(change);
        }
    };

    private static string TextOr(string otherwise, ManifestNode? node) => node is { Kind: NodeKind.String, Text: { Length: > 0 } text } ? text : otherwise;

    // Maps of strings: a null is an empty string there, an empty entry is an entry, and an empty map is no missing one.
    private static bool SameEntries(ManifestNode? before, ManifestNode? after) => SameJson.As(Entries(before), Entries(after));

    private static ManifestNode? Entries(ManifestNode? node) => node switch
    {
        null or { Kind: NodeKind.Null } or { Text: "false" } => null,
        { Kind: NodeKind.Object } => ManifestNode.Object([.. node.Members.Select(m => m.Value.Kind == NodeKind.Null ? m with { Value = ManifestNode.Of("") } : m)]),
        _ => node,
    };

    private static void Keep(Transition change, string path, string detail)
    {
        if (change.Changes(path))
        {
            var now = change.New(path);
            now.Invalid(Printed(now.Node, change.Old(path)), detail);
        }
    }

    private static string Printed(ManifestNode? now, ManifestNode? before) => (now ?? before) switch
    {
        { Kind: NodeKind.String } => GoText.Quote(now is { Kind: NodeKind.String } ? now.Text : ""),
        { Kind: NodeKind.Array } when now is { Kind: NodeKind.Array } => GoText.Items(now),
        _ => GoText.Json(now),
    };
}
