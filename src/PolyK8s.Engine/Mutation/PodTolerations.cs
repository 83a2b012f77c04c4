using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>The tolerations of a Pod: none is lost, except for how long it lasts.</summary>
/// <remarks>Mirrors <c>validateOnlyAddedTolerations</c> of <c>pkg/apis/core/validation</c>, and <c>DefaultTolerationSeconds</c>, which brings two of them back.</remarks>
internal static class PodTolerations
{
    private static readonly string[] Restored = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    /// <summary>The tolerations.</summary>
    public static void Check(Field now, ImmutableArray<ManifestNode> before)
    {
        var given = now.Items().Select(item => item.Node).ToArray();
        foreach (var old in before)
        {
            if (!given.Any(item => SameJson.As(Form(item), Form(old))) && !IsRestored(old, given))
            {
                now.Forbidden("existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
    }

    private static bool IsRestored(ManifestNode old, ManifestNode?[] given)
    {
        var key = old.TextAt("key") ?? "";
        return Restored.Contains(key, StringComparer.Ordinal) && old.TextAt("operator") == "Exists" && old.TextAt("effect") == "NoExecute"
            && !given.Any(item => (item?.TextAt("key") ?? "") is var other && (other.Length == 0 || other == key) && (item?.TextAt("effect") ?? "") is "" or "NoExecute");
    }

    private static ManifestNode? Form(ManifestNode? toleration) => StoredForm.Of("", ServerFields.Without(toleration, "tolerationSeconds"));
}
