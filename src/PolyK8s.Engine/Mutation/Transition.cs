using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>An object that replaces another, and where errors go.</summary>
/// <param name="before">The object before.</param>
/// <param name="after">The object after.</param>
internal sealed class Transition(Manifest before, Manifest after)
{
    /// <summary>The object before.</summary>
    public ManifestNode Before { get; } = before.Root;

    /// <summary>The object after; its errors are the transition's.</summary>
    public Field After { get; } = Field.Root(after.Root, before.Root);

    /// <summary>What stands at a dotted path after.</summary>
    public Field New(string path) => path.Split('.').Aggregate(After, (field, name) => field[name]);

    /// <summary>What stood at a dotted path before; null when nothing did.</summary>
    public ManifestNode? Old(string path) =>
        path.Split('.').Aggregate((ManifestNode?)Before, (node, name) => node?[name]) is { Kind: not NodeKind.Null } found ? found : null;

    /// <summary>Whether the value at a dotted path is, once stored, another than before.</summary>
    public bool Changes(string path) => !StoredForm.Same(LastName(path), Old(path), New(path).Node);

    /// <summary>The last name of a dotted path.</summary>
    public static string LastName(string path) => path[(path.LastIndexOf('.') + 1)..];
}
