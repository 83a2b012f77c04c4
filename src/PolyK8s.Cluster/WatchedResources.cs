using System.Collections.Immutable;
using static PolyK8s.Cluster.WatchedParts;

namespace PolyK8s.Cluster;

/// <summary>Everything that is read from a cluster, in one table. Secrets are not in it and must never be.</summary>
public static class WatchedResources
{
    private const string Rbac = "rbac.authorization.k8s.io";

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
        new("safety.poly-k8s.io", ["v1alpha1"], "safetyexceptions", "SafetyException", Whole),
        new("safety.poly-k8s.io", ["v1alpha1"], "safetyprofiles", "SafetyProfile", Whole),

        // Objects that say in an annotation what they depend on.
        new("apps", ["v1"], "deployments", "Deployment", Whole),
        new("apps", ["v1"], "statefulsets", "StatefulSet", Whole),
        new("apps", ["v1"], "daemonsets", "DaemonSet", Whole),
        new("batch", ["v1"], "jobs", "Job", Whole),
        new("batch", ["v1", "v1beta1"], "cronjobs", "CronJob", Metadata),
        new("", ["v1"], "services", "Service", Metadata),
        new("", ["v1"], "configmaps", "ConfigMap", Metadata),
        new("", ["v1"], "serviceaccounts", "ServiceAccount", Metadata),
        new("", ["v1"], "persistentvolumeclaims", "PersistentVolumeClaim", Whole),
        new("networking.k8s.io", ["v1", "v1beta1"], "ingresses", "Ingress", Metadata),

        // Objects that say it in their spec.
        new("kustomize.toolkit.fluxcd.io", ["v1", "v1beta2"], "kustomizations", "Kustomization", Whole),
        new("helm.toolkit.fluxcd.io", ["v2", "v2beta2", "v2beta1"], "helmreleases", "HelmRelease", Whole),
    ];
}
