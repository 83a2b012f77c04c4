using System.Collections.Immutable;

namespace PolyK8s.Engine.Schemas;

/// <summary>A version of a kind that Kubernetes no longer serves, or will stop serving.</summary>
/// <param name="Group">The API group; empty for core.</param>
/// <param name="Version">The version.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Deprecated">The minor that deprecated it.</param>
/// <param name="Removed">The first minor without it; null while that is not decided.</param>
/// <param name="Instead">What to use: an apiVersion and kind, or words; empty for nothing.</param>
public sealed record RetiredKind(string Group, string Version, string Kind, int Deprecated, int? Removed, string Instead)
{
    /// <summary>The retired kinds.</summary>
    /// <remarks>From the Kubernetes deprecated API migration guide and the lifecycle markers in k8s.io/api.</remarks>
    public static readonly ImmutableArray<RetiredKind> All =
    [
        .. Those("extensions", "v1beta1", 9, 16, "apps/v1", "DaemonSet", "Deployment", "ReplicaSet"),
        .. Those("extensions", "v1beta1", 9, 16, "networking.k8s.io/v1", "NetworkPolicy"),
        .. Those("extensions", "v1beta1", 14, 22, "networking.k8s.io/v1", "Ingress"),
        new("extensions", "v1beta1", "PodSecurityPolicy", 11, 16, "Pod Security Admission"),
        .. Those("apps", "v1beta1", 9, 16, "apps/v1", "ControllerRevision", "Deployment", "StatefulSet"),
        .. Those("apps", "v1beta2", 9, 16, "apps/v1", "ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"),
        .. Those("batch", "v2alpha1", 8, 21, "batch/v1", "CronJob"),
        .. Those("admissionregistration.k8s.io", "v1beta1", 16, 22, "admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"),
        .. Those("apiextensions.k8s.io", "v1beta1", 16, 22, "apiextensions.k8s.io/v1", "CustomResourceDefinition"),
        .. Those("apiregistration.k8s.io", "v1beta1", 19, 22, "apiregistration.k8s.io/v1", "APIService"),
        .. Those("authentication.k8s.io", "v1beta1", 19, 22, "authentication.k8s.io/v1", "TokenReview"),
        .. Those("authorization.k8s.io", "v1beta1", 19, 22, "authorization.k8s.io/v1", "LocalSubjectAccessReview", "SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"),
        .. Those("certificates.k8s.io", "v1beta1", 19, 22, "certificates.k8s.io/v1", "CertificateSigningRequest"),
        .. Those("coordination.k8s.io", "v1beta1", 19, 22, "coordination.k8s.io/v1", "Lease"),
        .. Those("networking.k8s.io", "v1beta1", 19, 22, "networking.k8s.io/v1", "Ingress", "IngressClass"),
        .. Those("rbac.authorization.k8s.io", "v1alpha1", 17, 22, "rbac.authorization.k8s.io/v1", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"),
        .. Those("rbac.authorization.k8s.io", "v1beta1", 17, 22, "rbac.authorization.k8s.io/v1", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"),
        .. Those("scheduling.k8s.io", "v1beta1", 14, 22, "scheduling.k8s.io/v1", "PriorityClass"),
        .. Those("storage.k8s.io", "v1beta1", 19, 22, "storage.k8s.io/v1", "CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"),
        .. Those("batch", "v1beta1", 21, 25, "batch/v1", "CronJob"),
        .. Those("discovery.k8s.io", "v1beta1", 21, 25, "discovery.k8s.io/v1", "EndpointSlice"),
        .. Those("events.k8s.io", "v1beta1", 22, 25, "events.k8s.io/v1", "Event"),
        .. Those("autoscaling", "v2beta1", 22, 25, "autoscaling/v2", "HorizontalPodAutoscaler"),
        .. Those("policy", "v1beta1", 21, 25, "policy/v1", "PodDisruptionBudget"),
        new("policy", "v1beta1", "PodSecurityPolicy", 21, 25, "Pod Security Admission"),
        .. Those("node.k8s.io", "v1beta1", 22, 25, "node.k8s.io/v1", "RuntimeClass"),
        .. Those("autoscaling", "v2beta2", 23, 26, "autoscaling/v2", "HorizontalPodAutoscaler"),
        .. Those("flowcontrol.apiserver.k8s.io", "v1beta1", 23, 26, "flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "PriorityLevelConfiguration"),
        .. Those("storage.k8s.io", "v1beta1", 24, 27, "storage.k8s.io/v1", "CSIStorageCapacity"),
        .. Those("flowcontrol.apiserver.k8s.io", "v1beta2", 26, 29, "flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "PriorityLevelConfiguration"),
        .. Those("flowcontrol.apiserver.k8s.io", "v1beta3", 29, 32, "flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "PriorityLevelConfiguration"),
        .. Those("admissionregistration.k8s.io", "v1beta1", 31, 34, "admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
        new("", "v1", "ComponentStatus", 19, null, ""),
        .. Those("", "v1", 33, null, "discovery.k8s.io/v1 EndpointSlice", "Endpoints"),
    ];

    /// <summary>The entry of a kind, or null.</summary>
    public static RetiredKind? Find(string group, string version, string kind) =>
        All.FirstOrDefault(r => r.Group == group && r.Version == version && r.Kind == kind);

    private static IEnumerable<RetiredKind> Those(string group, string version, int deprecated, int? removed, string instead, params string[] kinds) =>
        kinds.Select(kind => new RetiredKind(group, version, kind, deprecated, removed, instead.Contains(' ', StringComparison.Ordinal) ? instead : $"{instead} {kind}"));
}
