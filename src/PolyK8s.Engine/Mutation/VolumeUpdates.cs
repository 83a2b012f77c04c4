using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>Where the data of a PersistentVolume is.</summary>
/// <remarks>Mirrors <c>ValidatePersistentVolumeUpdate</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class VolumeUpdates
{
    // Every other member of the spec is a source of data.
    private static readonly string[] NoSources =
    [
        "capacity", "accessModes", "claimRef", "persistentVolumeReclaimPolicy", "storageClassName", "mountOptions", "volumeMode", "nodeAffinity", "volumeAttributesClassName",
    ];

    /// <summary>The data stays where it is.</summary>
    public static void Source(Transition change)
    {
        var now = change.New("spec");
        if (!StoredForm.Same("", ServerFields.Without(change.Old("spec"), [.. NoSources, .. Secrets(change.Old("spec"))]), ServerFields.Without(now.Node, [.. NoSources, .. Secrets(change.Old("spec"))])))
        {
            now["persistentvolumesource"].Forbidden("spec.persistentvolumesource is immutable after creation");
        }
    }

    // The secrets of a CSI source may be filled in later: such a source is not compared at all.
    private static string[] Secrets(ManifestNode? before) => before?["csi"] is null ? [] : ["csi"];

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
