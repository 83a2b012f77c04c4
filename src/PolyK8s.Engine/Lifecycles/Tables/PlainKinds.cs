using System.Collections.Immutable;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>The built-in kinds without a table of their own.</summary>
internal static class PlainKinds
{
    /// <summary>Kinds that are there or not.</summary>
    public static ImmutableArray<GroupKind> All { get; } =
    [
        .. Of("", "Binding", "ComponentStatus", "ConfigMap", "Endpoints", "Event", "LimitRange", "PodTemplate", "Secret", "ServiceAccount"),
        .. Of("admissionregistration.k8s.io", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicyBinding"),
        .. Of("apps", "ControllerRevision"),
        .. Of("authentication.k8s.io", "TokenReview", "SelfSubjectReview", "TokenRequest"),
        .. Of("authorization.k8s.io", "LocalSubjectAccessReview", "SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"),
        .. Of("autoscaling", "Scale"),
        .. Of("certificates.k8s.io", "ClusterTrustBundle"),
        .. Of("coordination.k8s.io", "Lease", "LeaseCandidate"),
        .. Of("discovery.k8s.io", "EndpointSlice"),
        .. Of("events.k8s.io", "Event"),
        .. Of("internal.apiserver.k8s.io", "StorageVersion"),
        .. Of("networking.k8s.io", "IngressClass", "IPAddress", "NetworkPolicy"),
        .. Of("node.k8s.io", "RuntimeClass"),
        .. Of("policy", "Eviction", "PodSecurityPolicy"),
        .. Of("rbac.authorization.k8s.io", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"),
        .. Of("resource.k8s.io", "DeviceClass", "DeviceTaintRule", "ResourceClaimTemplate", "ResourceSlice"),
        .. Of("scheduling.k8s.io", "PriorityClass"),
        .. Of("storage.k8s.io", "CSIDriver", "CSINode", "CSIStorageCapacity", "StorageClass", "VolumeAttributesClass"),
    ];

    /// <summary>Kinds that tell their state by conditions every controller may write.</summary>
    public static ImmutableArray<GroupKind> WithConditions { get; } =
    [
        .. Of("certificates.k8s.io", "PodCertificateRequest"),
        .. Of("networking.k8s.io", "ServiceCIDR"),
        .. Of("resource.k8s.io", "ResourcePoolStatusRequest"),
        .. Of("scheduling.k8s.io", "PodGroup", "Workload"),
        .. Of("storagemigration.k8s.io", "StorageVersionMigration"),
    ];

    private static IEnumerable<GroupKind> Of(string group, params string[] kinds) => kinds.Select(kind => new GroupKind(group, kind));
}
