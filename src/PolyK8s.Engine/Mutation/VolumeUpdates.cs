using System.Collections.Frozen;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>Where the data of a PersistentVolume is.</summary>
/// <remarks>Mirrors <c>ValidatePersistentVolumeUpdate</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class VolumeUpdates
{
    private static readonly FrozenDictionary<string, string> NewLabels = new Dictionary<string, string>
    {
        ["beta.kubernetes.io/arch"] = "kubernetes.io/arch",
        ["beta.kubernetes.io/instance-type"] = "node.kubernetes.io/instance-type",
        ["beta.kubernetes.io/os"] = "kubernetes.io/os",
        ["failure-domain.beta.kubernetes.io/region"] = "topology.kubernetes.io/region",
        ["failure-domain.beta.kubernetes.io/zone"] = "topology.kubernetes.io/zone",
    }.ToFrozenDictionary();

    // Every other member of the spec is a source of data.
    private static readonly string[] NoSources =
    [
        "capacity", "accessModes", "claimRef", "persistentVolumeReclaimPolicy", "storageClassName", "mountOptions", "volumeMode", "nodeAffinity", "volumeAttributesClassName",
    ];

    /// <summary>The data stays where it is.</summary>
    public static void Source(Transition change)
    {
        var now = change.New("spec");
        if (!StoredForm.Same("", Sources(change.Old("spec"), change), Sources(now.Node, change)))
        {
            now["persistentvolumesource"].Forbidden("spec.persistentvolumesource is immutable after creation");
        }
    }

    // The secret with which a CSI volume grows may be filled in later.
    private static ManifestNode Sources(ManifestNode? spec, Transition change)
    {
        var sources = ServerFields.Without(spec, [.. NoSources]);
        return change.Old("spec.csi.controllerExpandSecretRef") is null && sources["csi"] is { Kind: NodeKind.Object } csi
            ? ServerFields.With(sources, "csi", ServerFields.Without(csi, "controllerExpandSecretRef"))
            : sources;
    }

    /// <summary>From which nodes the volume is reached stays, once it is said; an old name of a label may become the new one.</summary>
    /// <remarks>Mirrors <c>validatePvNodeAffinity</c>.</remarks>
    public static void Affinity(Transition change)
    {
        if (change.Old("spec.nodeAffinity") is { } before && change.New("spec.nodeAffinity") is var now && !StoredForm.Same("", Renamed(before), Renamed(now.Node)))
        {
            Field.Elsewhere("nodeAffinity", now).Invalid(GoText.Json(now.Node), $"{Rows.Immutable}, except for updating from beta label to GA");
        }
    }

    private static ManifestNode? Renamed(ManifestNode? node) => node switch
    {
        { Kind: NodeKind.Array } => ManifestNode.Array([.. node.Items.Select(item => Renamed(item)!)]),
        { Kind: NodeKind.Object } => ManifestNode.Object([.. node.Members.Select(m => m with { Value = Renamed(m.Value)! })]),
        { Kind: NodeKind.String } => ManifestNode.Of(NewLabels.GetValueOrDefault(node.Text, node.Text)),
        _ => node,
    };

    /// <summary>A volume that has a class of attributes keeps some class.</summary>
    public static void Class(Transition change)
    {
        var now = change.New("spec.volumeAttributesClassName");
        if (change.Old("spec.volumeAttributesClassName") is not null && !now.IsSet)
        {
            now.Forbidden("update from non-nil value to nil is forbidden");
        }
    }

    /// <summary>A driver on a node stays what it is, but for how many volumes it takes. Drivers come and go.</summary>
    /// <remarks>Mirrors <c>ValidateCSINodeUpdate</c> of <c>pkg/apis/storage/validation</c>.</remarks>
    public static void Drivers(Transition change)
    {
        var before = change.Before.ItemsAt("spec", "drivers");
        foreach (var driver in change.New("spec.drivers").Items())
        {
            if (before.FirstOrDefault(old => old.TextAt("name") == driver["name"].Text) is { } old
                && !StoredForm.Same("", ServerFields.Without(old, "allocatable"), ServerFields.Without(driver.Node, "allocatable")))
            {
                driver.At(change.New("spec.drivers")).Invalid(GoText.Json(driver.Node), Rows.Immutable);
            }
        }
    }
}
