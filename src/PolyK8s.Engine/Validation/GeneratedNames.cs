using System.Collections.Frozen;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation;

/// <summary>The kinds whose updates are validated as new objects are, prefix of a generated name included.</summary>
/// <remarks>Mirrors which <c>Validate…Update</c> of <c>pkg/apis/*/validation</c> calls the validation of the whole object; tried kind by kind on a 1.36 API server.</remarks>
internal static class GeneratedNames
{
    private const string Admission = "admissionregistration.k8s.io";
    private const string Networking = "networking.k8s.io";
    private const string Resource = "resource.k8s.io";
    private const string Storage = "storage.k8s.io";

    private static readonly FrozenSet<GroupKind> Checked = new GroupKind[]
    {
        new("", "ConfigMap"), new("", "Endpoints"), new("", "LimitRange"), new("", "Namespace"), new("", "Node"), new("", "PersistentVolume"),
        new("", "PersistentVolumeClaim"), new("", "Pod"), new("", "Secret"), new("", "ServiceAccount"), new("apiregistration.k8s.io", "APIService"), new("apps", "ControllerRevision"), new("batch", "Job"),
        new("discovery.k8s.io", "EndpointSlice"), new("flowcontrol.apiserver.k8s.io", "FlowSchema"), new("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration"),
        new("node.k8s.io", "RuntimeClass"), new(Admission, "MutatingAdmissionPolicy"), new(Admission, "MutatingAdmissionPolicyBinding"),
        new(Admission, "MutatingWebhookConfiguration"), new(Admission, "ValidatingAdmissionPolicy"), new(Admission, "ValidatingAdmissionPolicyBinding"),
        new(Admission, "ValidatingWebhookConfiguration"), new(Networking, "Ingress"), new(Networking, "IngressClass"), new(Networking, "IPAddress"),
        new(Resource, "ResourceClaim"), new(Resource, "ResourceClaimTemplate"), new(Storage, "CSINode"), new(Storage, "CSIStorageCapacity"),
        new(Storage, "StorageClass"), new(Storage, "VolumeAttachment"), new(Storage, "VolumeAttributesClass"),
    }.ToFrozenSet();

    /// <summary>Whether an object of this kind is.</summary>
    /// <param name="before">The object before the update.</param>
    public static bool AreCheckedAgain(ManifestNode before)
    {
        var manifest = new Manifest(before);
        return Checked.Contains(new(manifest.Group, manifest.Kind));
    }
}
