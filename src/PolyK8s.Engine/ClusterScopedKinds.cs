using System.Collections.Frozen;

namespace PolyK8s.Engine;

/// <summary>The built-in kinds that live outside namespaces; any other kind is taken to be namespaced unless a cluster says otherwise.</summary>
/// <remarks>From the discovery of a 1.36 API server (<c>kubectl api-resources --namespaced=false</c>).</remarks>
public static class ClusterScopedKinds
{
    private static readonly FrozenSet<GroupKind> Kinds = new GroupKind[]
    {
        new("", "ComponentStatus"), new("", "Namespace"), new("", "Node"), new("", "PersistentVolume"),
        new("admissionregistration.k8s.io", "MutatingAdmissionPolicy"), new("admissionregistration.k8s.io", "MutatingAdmissionPolicyBinding"),
        new("admissionregistration.k8s.io", "MutatingWebhookConfiguration"), new("admissionregistration.k8s.io", "ValidatingAdmissionPolicy"),
        new("admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding"), new("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
        new("apiextensions.k8s.io", "CustomResourceDefinition"), new("apiregistration.k8s.io", "APIService"),
        new("authentication.k8s.io", "SelfSubjectReview"), new("authentication.k8s.io", "TokenReview"),
        new("authorization.k8s.io", "SelfSubjectAccessReview"), new("authorization.k8s.io", "SelfSubjectRulesReview"),
        new("authorization.k8s.io", "SubjectAccessReview"), new("certificates.k8s.io", "CertificateSigningRequest"),
        new("certificates.k8s.io", "ClusterTrustBundle"), new("flowcontrol.apiserver.k8s.io", "FlowSchema"),
        new("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration"), new("internal.apiserver.k8s.io", "StorageVersion"),
        new("networking.k8s.io", "IngressClass"), new("networking.k8s.io", "IPAddress"), new("networking.k8s.io", "ServiceCIDR"),
        new("node.k8s.io", "RuntimeClass"), new("rbac.authorization.k8s.io", "ClusterRole"), new("rbac.authorization.k8s.io", "ClusterRoleBinding"),
        new("resource.k8s.io", "DeviceClass"), new("resource.k8s.io", "DeviceTaintRule"), new("resource.k8s.io", "ResourceSlice"),
        new("policy.networking.k8s.io", "AdminNetworkPolicy"), new("policy.networking.k8s.io", "BaselineAdminNetworkPolicy"), new("policy.networking.k8s.io", "ClusterNetworkPolicy"),
        new("safety.poly-k8s.io", "CapabilityCeiling"), new("safety.poly-k8s.io", "NetworkZone"), new("safety.poly-k8s.io", "RolloutGuard"), new("safety.poly-k8s.io", "SafetyProfile"),
        new("safety.poly-k8s.io", "SchemaConstraint"), new("scheduling.k8s.io", "PriorityClass"), new("storage.k8s.io", "CSIDriver"),
        new("storage.k8s.io", "CSINode"), new("storage.k8s.io", "StorageClass"), new("storage.k8s.io", "VolumeAttachment"),
        new("storage.k8s.io", "VolumeAttributesClass"), new("storagemigration.k8s.io", "StorageVersionMigration"),
    }.ToFrozenSet();

    /// <summary>Whether the kind is a built-in cluster-scoped one.</summary>
    public static bool Contains(GroupKind kind) => Kinds.Contains(kind);
}
