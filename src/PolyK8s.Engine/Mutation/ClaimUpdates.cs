using System.Numerics;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;
using PolyK8s.Engine.Validation.Core;

namespace PolyK8s.Engine.Mutation;

/// <summary>PersistentVolumeClaims: fixed until bound, then they may grow.</summary>
/// <remarks>Mirrors <c>ValidatePersistentVolumeClaimUpdate</c> of <c>pkg/apis/core/validation</c>.</remarks>
internal static class ClaimUpdates
{
    private const string ClassAnnotation = "volume.beta.kubernetes.io/storage-class";

    /// <summary>A claim.</summary>
    public static void Check(Transition change)
    {
        var (now, before, bound) = (change.New("spec"), change.Old("spec"), change.Before.TextAt("status", "phase") == "Bound");
        if (!StoredForm.Same("", Compared(before, change, bound), Compared(now.Node, change, bound)))
        {
            now.Forbidden("spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims");
        }

        Annotation(change);
        Class(change);
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

    // The class in the old annotation stays, unless it moves to where a class is named today.
    private static void Annotation(Transition change)
    {
        var (was, now) = (Annotated(change.Before), Annotated(change.After.Node));
        var moves = was is not null && change.Old("spec.storageClassName") is null && change.New("spec.storageClassName").Text == was && (now is null || now == was);
        if (!moves && (was ?? "") != (now ?? ""))
        {
            Field.Elsewhere($"metadata.annotations.{ClassAnnotation}", change.New("metadata.annotations").Key(ClassAnnotation)).InvalidText(Rows.Immutable);
        }
    }

    // A class of attributes that is in force can be replaced, not taken away.
    private static void Class(Transition change)
    {
        var now = change.New("spec.volumeAttributesClassName");
        if (change.Old("status.currentVolumeAttributesClassName") is not null && change.Old("spec.volumeAttributesClassName") is { Text.Length: > 0 } && now.Text.Length == 0)
        {
            now.Forbidden($"update to {(now.IsSet ? "empty string" : "nil")} is forbidden when status.currentVolumeAttributesClassName is not nil");
        }
    }

    private static string? Annotated(ManifestNode? claim) => claim?.TextAt("metadata", "annotations", ClassAnnotation);

    // The volume is named once; the class may be filled in until then.
    private static ManifestNode Compared(ManifestNode? spec, Transition change, bool bound)
    {
        var (compared, now) = (ServerFields.Without(DataSources.Normalized(spec), "dataSourceRef"), change.New("spec").Node);
        if (change.Before.TextAt("spec", "volumeName") is null or "")
        {
            compared = ServerFields.Without(compared, "volumeName");
        }

        if (change.Old("spec.storageClassName") is null && now?.TextAt("storageClassName") is { } given && (Annotated(change.Before) is null || Annotated(change.Before) == given))
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
