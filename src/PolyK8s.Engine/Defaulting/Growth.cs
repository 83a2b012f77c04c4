using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Defaulting;

/// <summary>What a document grows by where it grows: members of a record, and the growth of what stands inside.</summary>
/// <param name="Inside">The growth of each member or element, in order; null for one that stays as it is.</param>
/// <param name="Added">The members that are added at the end of a record.</param>
internal sealed record Growth(ImmutableArray<Growth?> Inside, ImmutableArray<ManifestMember> Added)
{
    /// <summary>This growth, or null when nothing of it is left.</summary>
    public Growth? OrNothing => Added.IsEmpty && Inside.All(inside => inside is null) ? null : this;

    /// <summary>The document after it has grown; what was there keeps its place in the source, and what is added stands where it grew.</summary>
    public ManifestNode Of(ManifestNode document) => document.Kind == NodeKind.Array
        ? ManifestNode.Array([.. document.Items.Select((item, i) => Inside[i]?.Of(item) ?? item)], document.Place)
        : ManifestNode.Object([.. document.Members.Select((member, i) => member with { Value = Inside[i]?.Of(member.Value) ?? member.Value }), .. Added.Select(member => Placed(member, document.Place))], document.Place);

    private static ManifestMember Placed(ManifestMember member, Place place) =>
        member.Value.Kind == NodeKind.Object ? member with { Value = ManifestNode.Object(member.Value.Members, place) } : member;

    /// <summary>The additions as operations of a JSON Patch, in the order of the document.</summary>
    /// <param name="document">The document that grows.</param>
    /// <param name="pointer">The JSON Pointer of the document; empty for the whole.</param>
    public IEnumerable<PatchOperation> Operations(ManifestNode document, string pointer = "")
    {
        for (var i = 0; i < Inside.Length; i++)
        {
            if (Inside[i] is { } inside)
            {
                var (name, value) = document.Kind == NodeKind.Array
                    ? (i.ToString(CultureInfo.InvariantCulture), document.Items[i])
                    : (PatchOperation.Escaped(document.Members[i].Name), document.Members[i].Value);
                foreach (var operation in inside.Operations(value, $"{pointer}/{name}"))
                {
                    yield return operation;
                }
            }
        }

        foreach (var member in Added)
        {
            yield return new("add", $"{pointer}/{PatchOperation.Escaped(member.Name)}", member.Value);
        }
    }
}
