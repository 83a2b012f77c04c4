using System.Numerics;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>PersistentVolumeClaims: fixed until bound, then they may grow.</summary>
/// <remarks>Mirrors <c>ValidatePersistentVolumeClaimUpdate</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class ClaimUpdates
{
    /// <summary>A claim.</summary>
    public static void Check(Transition change)
    {
        var (now, before, bound) = (change.New("spec"), change.Old("spec"), change.Before.TextAt("status", "phase") == "Bound");
        if (!StoredForm.Same("", Compared(before, before, bound, now.Node), Compared(now.Node, before, bound, now.Node)))
        {
            now.Forbidden("spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims");
        }

        var (size, had) = (Size(now.Node?.At("resources", "requests")), Size(before?.At("resources", "requests")));
        if (size < had && size <= Size(change.Before.At("status", "capacity")))
        {
            now["resources"]["requests"]["storage"].Forbidden("field can not be less than status.capacity");
        }

        if (change.Changes("spec.volumeMode"))
        {
            var mode = now["volumeMode"];
            Field.Elsewhere("volumeMode", mode).InvalidText(Rows.Immutable);
        }
    }

    // The volume is named once; the class may be filled in until then.
    private static ManifestNode Compared(ManifestNode? spec, ManifestNode? before, bool bound, ManifestNode? now)
    {
        var compared = ServerFields.Without(spec, "dataSourceRef");
        if (before?.TextAt("volumeName") is null or "")
        {
            compared = ServerFields.Without(compared, "volumeName");
        }

        if (before?["storageClassName"] is null or { Kind: NodeKind.Null } && now?["storageClassName"] is not null)
        {
            compared = ServerFields.Without(compared, "storageClassName");
        }

        if (bound)
        {
            compared = ServerFields.Without(compared, "volumeAttributesClassName");
            var resources = compared["resources"];
            compared = ServerFields.With(compared, "resources", ServerFields.With(ServerFields.Without(resources), "requests", ServerFields.Without(resources?["requests"], "storage")));
        }

        return compared;
    }

    private static BigInteger Size(ManifestNode? amounts) => Quantity.Parse(amounts?["storage"]?.Text ?? "")?.Nanos ?? 0;
}
