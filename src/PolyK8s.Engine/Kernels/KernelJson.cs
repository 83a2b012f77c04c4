using PolyK8s.Engine.Manifests;
using PolyK8s.Kernels.Documents;

namespace PolyK8s.Engine.Kernels;

/// <summary>A document of a kernel as a manifest's tree: what <see cref="StructureDocument"/> does, backwards.</summary>
internal static class KernelJson
{
    /// <summary>The tree, without places.</summary>
    public static ManifestNode Read(_IJson json) => json switch
    {
        { is_Null: true } => ManifestNode.Null,
        { is_Flag: true } => ManifestNode.Of(json.dtor_on),
        { is_Integer: true } => ManifestNode.Integer(json.dtor_digits),
        { is_Number: true } => ManifestNode.Number(json.dtor_digits),
        { is_Words: true } => ManifestNode.Of(json.dtor_text),
        { is_Items: true } => ManifestNode.Array([.. json.dtor_items.CloneAsArray().Select(Read)]),
        _ => ManifestNode.Object([.. json.dtor_members.CloneAsArray().Select(m => new ManifestMember(m.dtor_name, Read(m.dtor_value)))]),
    };
}
