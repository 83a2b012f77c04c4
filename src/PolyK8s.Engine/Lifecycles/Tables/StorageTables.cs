using static PolyK8s.Engine.Lifecycles.StateLevel;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>Volumes and claims. After k8s.io/kubernetes/pkg/controller/volume.</summary>
internal static class StorageTables
{
    /// <summary>PersistentVolumeClaims. A lost claim is bound again when its volume comes back; a bound one is never pending again.</summary>
    public static LifecycleTable Claims { get; } = new()
    {
        Kinds = [new("", "PersistentVolumeClaim")],
        Fields = [FieldSource.Word("phase", "status.phase"), FieldSource.Word("volume", "spec.volumeName", "")],
        States =
        [
            new("NotObserved", Underway, "Pending", "Bound", "Resizing", "Lost"),
            new("Pending", Underway, "Bound", "Resizing", "Lost"),
            new("Bound", Settled, "Resizing", "Lost"),
            new("Resizing", Underway, "Bound", "Lost"),
            new("Lost", Failing, "Bound", "Resizing"),
            new("UnknownPhase", Unclear, "Pending", "Bound", "Resizing", "Lost"),
        ],
        Rows =
        [
            new("!phase?", "NotObserved", "NoPhase", "no controller has looked at it yet"),
            new("phase = Lost", "Lost", "ClaimLost", "the volume `{volume}` is gone"),
            new("phase = Pending", "Pending", "ClaimPending", "no volume is bound to it yet"),
            new("phase = Bound & FileSystemResizePending=True", "Resizing", "FileSystemResizePending", "{FileSystemResizePending.message}"),
            new("phase = Bound & Resizing=True", "Resizing", "Resizing", "{Resizing.message}"),
            new("phase = Bound", "Bound", "ClaimBound", "it is bound to `{volume}`"),
            new("", "UnknownPhase", "UnknownPhase", "`{phase}` is no phase of a claim"),
        ],
    };

    /// <summary>PersistentVolumes. Pending comes only first.</summary>
    public static LifecycleTable Volumes { get; } = new()
    {
        Kinds = [new("", "PersistentVolume")],
        Fields = [FieldSource.Word("phase", "status.phase"), FieldSource.Word("volumeReason", "status.reason", ""), FieldSource.Word("volumeMessage", "status.message", ""), FieldSource.Word("claim", "spec.claimRef.name", "")],
        States =
        [
            new("Pending", Underway, "Available", "Bound", "Released", "Failed"),
            new("Available", Settled, "Bound", "Released", "Failed"),
            new("Bound", Settled, "Available", "Released", "Failed"),
            new("Released", Held, "Available", "Bound", "Failed"),
            new("Failed", Failing, "Available", "Bound", "Released"),
            new("UnknownPhase", Unclear, "Available", "Bound", "Released", "Failed"),
        ],
        Rows =
        [
            new("!phase?", "Pending", "NoPhase", "no controller has looked at it yet"),
            new("phase = Pending", "Pending", "VolumePending", "it is not available yet"),
            new("phase = Available", "Available", "VolumeAvailable", "no claim has it"),
            new("phase = Bound", "Bound", "VolumeBound", "the claim `{claim}` has it"),
            new("phase = Released", "Released", "VolumeReleased", "the claim `{claim}` is gone, and the volume is kept"),
            new("phase = Failed", "Failed", "{volumeReason}", "{volumeMessage}"),
            new("", "UnknownPhase", "UnknownPhase", "`{phase}` is no phase of a volume"),
        ],
    };

    /// <summary>VolumeAttachments.</summary>
    public static LifecycleTable Attachments { get; } = new()
    {
        Kinds = [new("storage.k8s.io", "VolumeAttachment")],
        Fields =
        [
            FieldSource.Word("attached", "status.attached", "false"),
            FieldSource.Word("attachError", "status.attachError.message"),
            FieldSource.Word("detachError", "status.detachError.message"),
        ],
        States =
        [
            new("Attaching", Underway, "Attached", "AttachFailed", "DetachFailed"),
            new("AttachFailed", Failing, "Attaching", "Attached", "DetachFailed"),
            new("Attached", Settled, "Attaching", "DetachFailed", "AttachFailed"),
            new("DetachFailed", Failing, "Attaching", "Attached", "AttachFailed"),
        ],
        Rows =
        [
            new("detachError?", "DetachFailed", "DetachError", "{detachError}"),
            new("attached = true", "Attached", "Attached", "the volume is attached"),
            new("attachError?", "AttachFailed", "AttachError", "{attachError}"),
            new("", "Attaching", "NotAttached", "the volume is not attached yet"),
        ],
        Invariants = [new("attached = true & attachError?", "attached and not to be attached", "status.attachError")],
    };
}
