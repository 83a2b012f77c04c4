using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Networks.Zones;

/// <summary>As many findings as people read; one more stands for the rest, so that none of them goes without saying or gets through.</summary>
internal static class FirstFindings
{
    /// <summary>At some 500 bytes each 50 KB of an answer.</summary>
    public const int Most = 100;

    /// <summary>The first of some findings, and one of the same severity that counts the others.</summary>
    public static IEnumerable<Finding> Of(IEnumerable<Finding> all)
    {
        var rest = new List<Finding>();
        var listed = 0;
        foreach (var finding in all)
        {
            if (listed < Most)
            {
                listed++;
                yield return finding;
            }
            else
            {
                rest.Add(finding);
            }
        }

        if (rest.Count > 0)
        {
            yield return Standing(rest);
        }
    }

    // Its key changes with any of those it stands for, so that the ratchet does not take a new one for an old one.
    private static Finding Standing(List<Finding> rest) => rest[0] with
    {
        Detail = string.Create(CultureInfo.InvariantCulture, $"{rest.Count} more are not listed, the first of them: {rest[0].Detail}"),
        Key = Fingerprint.Of(ManifestNode.Array(rest.Select(finding => finding.Key ?? finding.Path).Order(StringComparer.Ordinal))),
        Witness = ManifestNode.Object([.. rest[0].Witness.Members, new("more", ManifestNode.Of((long)rest.Count))]),
    };
}
