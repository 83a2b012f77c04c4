using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>What of a quota is exceeded.</summary>
internal static class QuotaReading
{
    /// <summary>The resources of which more is used than allowed; null when there is none.</summary>
    public static ManifestNode? Exceeded(Manifest quota)
    {
        var used = quota.Root.At("status", "used");
        var names = (quota.Root.At("status", "hard")?.Members ?? [])
            .Where(hard => Amount(hard.Value) is { } most && Amount(used?[hard.Name]) is { } now && now.CompareTo(most) > 0)
            .Select(hard => $"`{hard.Name}`").ToArray();
        return names.Length == 0 ? null : ManifestNode.Of(string.Join(", ", names));
    }

    private static Quantity? Amount(ManifestNode? node) => node is null ? null : Quantity.Parse(node.Text);
}
