using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Core;

/// <summary>What the server makes of the source of a claim's data, before it validates.</summary>
/// <remarks>
/// Mirrors <c>DropDisabledFields</c>, <c>EnforceDataSourceBackwardsCompatibility</c> and <c>NormalizeDataSources</c> of
/// <c>pkg/api/persistentvolumeclaim</c>: the older field names a claim or a snapshot and is otherwise dropped, and where one
/// of the two fields is given, the other says the same.
/// </remarks>
internal static class DataSources
{
    private const string Older = "dataSource";
    private const string Newer = "dataSourceRef";

    /// <summary>The spec as it will be validated.</summary>
    public static Field Prepared(Field spec)
    {
        var before = spec.Before?["spec"];
        var dropsNewer = spec[Newer]["namespace"].Text.Length > 0 && !IsGiven(before, Newer);
        var newer = dropsNewer ? null : spec[Newer].Node;
        var dropsOlder = newer is null && !IsGiven(before, Older) && !IsGiven(before, Newer) && !IsClaimOrSnapshot(spec[Older]);
        var older = dropsOlder ? null : spec[Older].Node;
        if (spec.Node is not { Kind: NodeKind.Object } node || (older is null && newer is null && !spec[Older].IsSet && !spec[Newer].IsSet))
        {
            return spec;
        }

        var kept = node.Members.RemoveAll(member => member.Name is Older or Newer);
        kept = (older ?? (spec[Newer]["namespace"].Text.Length > 0 ? null : newer)) is { } first ? kept.Add(new(Older, first)) : kept;
        kept = (newer ?? older) is { } second ? kept.Add(new(Newer, second)) : kept;
        return spec.With(ManifestNode.Object(kept, node.Place));
    }

    /// <summary>A spec whose older field says what the newer one says, where it alone is given and stays in its namespace.</summary>
    public static ManifestNode? Normalized(ManifestNode? spec) =>
        !IsGiven(spec, Older) && IsGiven(spec, Newer) && spec!.TextAt(Newer, "namespace") is null or ""
            ? ManifestNode.Object([.. spec!.Members.Where(member => member.Name != Older), new(Older, spec[Newer]!)], spec.Place)
            : spec;

    private static bool IsGiven(ManifestNode? spec, string name) => spec?[name] is { Kind: not NodeKind.Null };

    private static bool IsClaimOrSnapshot(Field source) => (source["kind"].Text, source["apiGroup"].Text) is ("PersistentVolumeClaim", "") or ("VolumeSnapshot", "snapshot.storage.k8s.io");
}
