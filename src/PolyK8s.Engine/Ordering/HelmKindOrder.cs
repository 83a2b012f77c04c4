using System.Collections.Frozen;

namespace PolyK8s.Engine.Ordering;

/// <summary>The order in which Helm installs kinds: among objects that may be applied together, who stands first.</summary>
/// <remarks>From <c>InstallOrder</c> of helm's <c>kind_sorter.go</c>; kinds it does not name come last, in order of their names.</remarks>
public static class HelmKindOrder
{
    private static readonly FrozenDictionary<string, int> Ranks = new[]
    {
        "PriorityClass", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy", "PodDisruptionBudget", "ServiceAccount",
        "Secret", "SecretList", "ConfigMap", "StorageClass", "PersistentVolume", "PersistentVolumeClaim", "CustomResourceDefinition", "ClusterRole",
        "ClusterRoleList", "ClusterRoleBinding", "ClusterRoleBindingList", "Role", "RoleList", "RoleBinding", "RoleBindingList", "Service", "DaemonSet",
        "Pod", "ReplicationController", "ReplicaSet", "Deployment", "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob", "IngressClass", "Ingress",
        "APIService", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
    }.Select((kind, rank) => KeyValuePair.Create(kind, rank)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Objects in that order, then by group, kind, namespace and name: one order, however they were given.</summary>
    public static IComparer<ObjectKey> Comparer { get; } = Comparer<ObjectKey>.Create(Compare);

    private static int Compare(ObjectKey left, ObjectKey right)
    {
        var order = RankOf(left).CompareTo(RankOf(right));
        order = order != 0 ? order : string.CompareOrdinal(left.Kind.Group, right.Kind.Group);
        order = order != 0 ? order : string.CompareOrdinal(left.Kind.Kind, right.Kind.Kind);
        order = order != 0 ? order : string.CompareOrdinal(left.Name.Namespace, right.Name.Namespace);
        return order != 0 ? order : string.CompareOrdinal(left.Name.Name, right.Name.Name);
    }

    private static int RankOf(ObjectKey key) => Ranks.GetValueOrDefault(key.Kind.Kind, int.MaxValue);
}
