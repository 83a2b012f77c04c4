using System.Collections.Frozen;

namespace PolyK8s.Engine.Graphs;

/// <summary>The words people use for a kind: the kind, its plural, and what kubectl shortens it to; perhaps with the group.</summary>
internal static class KindWords
{
    private static readonly FrozenDictionary<string, string> Short = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["cj"] = "CronJob",
        ["cm"] = "ConfigMap",
        ["crd"] = "CustomResourceDefinition",
        ["crds"] = "CustomResourceDefinition",
        ["csr"] = "CertificateSigningRequest",
        ["deploy"] = "Deployment",
        ["ds"] = "DaemonSet",
        ["ep"] = "Endpoints",
        ["hpa"] = "HorizontalPodAutoscaler",
        ["ing"] = "Ingress",
        ["limits"] = "LimitRange",
        ["netpol"] = "NetworkPolicy",
        ["no"] = "Node",
        ["ns"] = "Namespace",
        ["pc"] = "PriorityClass",
        ["pdb"] = "PodDisruptionBudget",
        ["po"] = "Pod",
        ["pv"] = "PersistentVolume",
        ["pvc"] = "PersistentVolumeClaim",
        ["quota"] = "ResourceQuota",
        ["rc"] = "ReplicationController",
        ["rs"] = "ReplicaSet",
        ["sa"] = "ServiceAccount",
        ["sc"] = "StorageClass",
        ["sts"] = "StatefulSet",
        ["svc"] = "Service",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a word means a kind.</summary>
    public static bool Mean(string word, GroupKind kind)
    {
        var dot = word.IndexOf('.', StringComparison.Ordinal);
        var (plain, group) = dot < 0 ? (word, kind.Group) : (word[..dot], word[(dot + 1)..]);
        return group.Equals(kind.Group, StringComparison.OrdinalIgnoreCase)
            && new[] { kind.Kind, Plural(kind.Kind), Short.GetValueOrDefault(plain) == kind.Kind ? plain : kind.Kind }.Contains(plain, StringComparer.OrdinalIgnoreCase);
    }

    // As the API machinery guesses a resource from its kind.
    private static string Plural(string kind) => kind switch
    {
        "Endpoints" => kind,
        [.., 's' or 'x'] => kind + "es",
        [.., 'c' or 's', 'h'] => kind + "es",
        [.. var stem, 'y'] when stem is not [.., 'a' or 'e' or 'o' or 'u'] => $"{stem}ies",
        _ => kind + "s",
    };
}
