using Dafny;
using PolyK8s.Engine.Manifests;
using PolyK8s.Kernels.Documents;

namespace PolyK8s.Engine.Kernels;

/// <summary>A manifest in the kernel's form. Texts are shared, not copied; recursion is bounded by the reader's depth limit.</summary>
internal static class StructureDocument
{
    private static readonly _IJson Null = Json.create_Null();
    private static readonly _IJson True = Json.create_Flag(true);
    private static readonly _IJson False = Json.create_Flag(false);
    private static readonly _ISize In32 = Size.create_In32();
    private static readonly _ISize In64 = Size.create_In64();
    private static readonly _ISize Wider = Size.create_Wider();

    /// <summary>The document.</summary>
    public static _IJson Of(ManifestNode node) => node.Kind switch
    {
        NodeKind.Null => Null,
        NodeKind.Boolean => node.Text == "true" ? True : False,
        NodeKind.Integer => Json.create_Integer(node.Text, SizeOf(node.Text)),
        NodeKind.Number => Json.create_Number(node.Text),
        NodeKind.String => Json.create_Words(node.Text),
        NodeKind.Array => ItemsOf(node),
        _ => RecordOf(node),
    };

    private static _IJson ItemsOf(ManifestNode node)
    {
        var items = new _IJson[node.Items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Of(node.Items[i]);
        }

        return Json.create_Items(Sequence<_IJson>.FromArray(items));
    }

    private static _IJson RecordOf(ManifestNode node)
    {
        var members = new _IMember[node.Members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = Member.create(node.Members[i].Name, Of(node.Members[i].Value));
        }

        return Json.create_Record(Sequence<_IMember>.FromArray(members));
    }

    private static _ISize SizeOf(string digits) =>
        digits.Length < 10 || int.TryParse(digits, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _) ? In32
        : long.TryParse(digits, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _) ? In64
        : Wider;
}
