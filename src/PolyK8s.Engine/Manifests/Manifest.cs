using System.Collections.Immutable;

namespace PolyK8s.Engine.Manifests;

/// <summary>One Kubernetes object as text gave it: a JSON tree and where it came from.</summary>
/// <param name="Root">The object; its kind is <see cref="NodeKind.Object"/>.</param>
/// <param name="File">The file as the user named it, <c>-</c> for standard input, empty for an object out of a cluster.</param>
/// <param name="Document">The position of the document in its file, from 0. Items of a List share their document's number.</param>
public sealed record Manifest(ManifestNode Root, string File = "", int Document = 0)
{
    // Every rule asks for these; the fields are written by whoever asks first, and always the same.
    private string? _group;
    private string? _kind;
    private string? _namespace;
    private string? _name;

    /// <summary>The object; its kind is <see cref="NodeKind.Object"/>.</summary>
    public ManifestNode Root
    {
        get;
        init => (field, _group, _kind, _namespace, _name) = (value, null, null, null, null);
    } = Root;

    /// <summary>The keys that are in one mapping more than once, in source order; only a reader that was asked for them lets such a document pass.</summary>
    public ImmutableArray<RepeatedKey> Repeated { get; init; } = [];

    /// <summary><c>apiVersion</c>, or empty.</summary>
    public string ApiVersion => Root.TextAt("apiVersion") ?? "";

    /// <summary><c>kind</c>, or empty.</summary>
    public string Kind => _kind ??= Root.TextAt("kind") ?? "";

    /// <summary>The API group: <c>apps</c> of <c>apps/v1</c>, empty for the core group.</summary>
    public string Group => _group ??= ApiGroups.Of(ApiVersion);

    /// <summary><c>metadata.namespace</c>, or empty.</summary>
    public string Namespace => _namespace ??= Root.TextAt("metadata", "namespace") ?? "";

    /// <summary><c>metadata.name</c>, or empty (an object with <c>generateName</c> has none yet).</summary>
    public string Name => _name ??= Root.TextAt("metadata", "name") ?? "";

    /// <summary>Whether two are one object out of one place.</summary>
    public bool Equals(Manifest? other) =>
        other is not null && ReferenceEquals(Root, other.Root) && File == other.File && Document == other.Document && Repeated.Equals(other.Repeated);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Root, File, Document);

    /// <summary>What the object is called in messages and results.</summary>
    public ObjectReference Reference => new(ApiVersion, Kind, Namespace, Name);

    /// <summary>The same object, in <paramref name="value"/> if it names no namespace itself.</summary>
    public Manifest InNamespace(string value)
    {
        if (Namespace.Length > 0 || value.Length == 0)
        {
            return this;
        }

        var metadata = Root["metadata"] ?? ManifestNode.Object();
        var moved = ManifestNode.Object([.. metadata.Members.Where(m => m.Name != "namespace"), new("namespace", ManifestNode.Of(value))], metadata.Place);
        return this with
        {
            Root = Root["metadata"] is null
                ? ManifestNode.Object([.. Root.Members, new("metadata", moved)], Root.Place)
                : ManifestNode.Object([.. Root.Members.Select(m => m.Name == "metadata" ? m with { Value = moved } : m)], Root.Place),
        };
    }
}
