using System.Collections.Immutable;
using static PolyK8s.Cluster.WatchedParts;

namespace PolyK8s.Cluster;

/// <summary>Everything that is read from a cluster, in one table. Secrets are not in it and must never be; their names may be asked for.</summary>
public static class WatchedResources
{
    private const string Rbac = "rbac.authorization.k8s.io";

    /// <summary>That Secrets are there, and no more: the server sends their metadata only. Watched when somebody asks for it.</summary>
    public static WatchedResource SecretNames { get; } = new("", ["v1"], "secrets", "Secret", Metadata);

    /// <summary>The table. The permissions to ship are <c>list</c> and <c>watch</c> on exactly these.</summary>
    public static ImmutableArray<WatchedResource> All { get; } =
    [
        // Labels decide which profile holds in a namespace.
        new("", ["v1"], "namespaces", "Namespace", Metadata),

        // Who may do what.
        new(Rbac, ["v1"], "roles", "Role", Whole),
        new(Rbac, ["v1"], "rolebindings", "RoleBinding", Whole),
        new(Rbac, ["v1"], "clusterroles", "ClusterRole", Whole),
        new(Rbac, ["v1"], "clusterrolebindings", "ClusterRoleBinding", Whole),

        // Our own policies.
        new("safety.poly-k8s.io", ["v1alpha1"], "capabilityceilings", "CapabilityCeiling", Whole),
        new("safety.poly-k8s.io", ["v1alpha1"], "networkzones", "NetworkZone", Whole),
        new("safety.poly-k8s.io", ["v1alpha1"], "rolloutguards", "RolloutGuard", Whole),
        new("safety.poly-k8s.io", ["v1alpha1"], "safetyexceptions", "SafetyException", Whole),
        new("safety.poly-k8s.io", ["v1alpha1"], "safetyprofiles", "SafetyProfile", Whole),
        new("safety.poly-k8s.io", ["v1alpha1"], "schemaconstraints", "SchemaConstraint", Whole),

        // Who may reach whom.
        new("networking.k8s.io", ["v1"], "networkpolicies", "NetworkPolicy", Whole),
        new("policy.networking.k8s.io", ["v1alpha2"], "clusternetworkpolicies", "ClusterNetworkPolicy", Whole),
        new("policy.networking.k8s.io", ["v1alpha1"], "adminnetworkpolicies", "AdminNetworkPolicy", Whole),
        new("policy.networking.k8s.io", ["v1alpha1"], "baselineadminnetworkpolicies", "BaselineAdminNetworkPolicy", Whole),

        // What makes Pods, and Pods.
        new("", ["v1"], "pods", "Pod", Own),
        new("", ["v1"], "replicationcontrollers", "ReplicationController", Own),
        new("apps", ["v1"], "deployments", "Deployment", Own),
        new("apps", ["v1"], "statefulsets", "StatefulSet", Own),
        new("apps", ["v1"], "daemonsets", "DaemonSet", Own),
        new("apps", ["v1"], "replicasets", "ReplicaSet", Own),
        new("apps", ["v1"], "controllerrevisions", "ControllerRevision", Revision),
        new("batch", ["v1"], "jobs", "Job", Own),
        new("batch", ["v1", "v1beta1"], "cronjobs", "CronJob", Own),

        // What Pods and others name; of a ConfigMap only that it is there.
        new("", ["v1"], "services", "Service", Whole),
        new("", ["v1"], "configmaps", "ConfigMap", Metadata),
        new("", ["v1"], "serviceaccounts", "ServiceAccount", Metadata),
        new("", ["v1"], "persistentvolumeclaims", "PersistentVolumeClaim", Whole),
        new("", ["v1"], "nodes", "Node", Metadata),
        new("", ["v1"], "resourcequotas", "ResourceQuota", Whole),
        new("networking.k8s.io", ["v1", "v1beta1"], "ingresses", "Ingress", Whole),
        new("networking.k8s.io", ["v1", "v1beta1"], "ingressclasses", "IngressClass", Metadata),
        new("storage.k8s.io", ["v1"], "storageclasses", "StorageClass", Whole),
        new("scheduling.k8s.io", ["v1"], "priorityclasses", "PriorityClass", Metadata),
        new("node.k8s.io", ["v1", "v1beta1"], "runtimeclasses", "RuntimeClass", Metadata),

        // What holds Pods up, scales them, or stands before the API.
        new("policy", ["v1", "v1beta1"], "poddisruptionbudgets", "PodDisruptionBudget", Whole),
        new("autoscaling", ["v2", "v2beta2", "v1"], "horizontalpodautoscalers", "HorizontalPodAutoscaler", Whole),
        new("admissionregistration.k8s.io", ["v1"], "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", Whole),
        new("admissionregistration.k8s.io", ["v1"], "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", Whole),
        new("apiregistration.k8s.io", ["v1"], "apiservices", "APIService", Whole),
        new("apiextensions.k8s.io", ["v1"], "customresourcedefinitions", "CustomResourceDefinition", Whole),

        // Objects that say in their spec what they depend on.
        new("kustomize.toolkit.fluxcd.io", ["v1", "v1beta2"], "kustomizations", "Kustomization", Whole),
        new("helm.toolkit.fluxcd.io", ["v2", "v2beta2", "v2beta1"], "helmreleases", "HelmRelease", Whole),
    ];

    /// <summary>The table, and more where it is asked for.</summary>
    /// <param name="secretNames">The names of Secrets.</param>
    /// <param name="schemas">The schemas of definitions, by which objects are judged that no API server has judged yet.</param>
    public static ImmutableArray<WatchedResource> With(bool secretNames, bool schemas)
    {
        var all = secretNames ? All.Add(SecretNames) : All;
        return schemas ? [.. all.Select(r => r.Kind == "CustomResourceDefinition" ? r with { Parts = Schemas } : r)] : all;
    }
}
