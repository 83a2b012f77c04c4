using System.Collections.Frozen;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.References;

/// <summary>Whether an object is there, as far as a view can tell.</summary>
public static class Presence
{
    // What a cluster has without anybody writing it down.
    private static readonly FrozenSet<ObjectKey> Given = new[]
    {
        Key("", "Namespace", "", "default"), Key("", "Namespace", "", "kube-system"), Key("", "Namespace", "", "kube-public"), Key("", "Namespace", "", "kube-node-lease"),
        Key("", "Service", "default", "kubernetes"), Key("", "ConfigMap", "kube-system", "extension-apiserver-authentication"),
        Key("rbac.authorization.k8s.io", "Role", "kube-system", "extension-apiserver-authentication-reader"),
        Key("scheduling.k8s.io", "PriorityClass", "", "system-cluster-critical"), Key("scheduling.k8s.io", "PriorityClass", "", "system-node-critical"),
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Roles = new[] { "cluster-admin", "admin", "edit", "view" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Levels =
        new[] { "exempt", "catch-all", "leader-election", "node-high", "system", "workload-high", "workload-low", "global-default" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the object is known to be missing: its kind is known whole, it is not there, and no cluster has it by itself.</summary>
    public static bool IsMissing(ObjectKey key, ClusterView view) =>
        IsKnown(key.Kind, view) && view.Of(key.Kind).Find(key.Name.Namespace, key.Name.Name) is null && !IsGiven(key);

    /// <summary>Whether the view knows all objects of a kind. Of a kind that is not built in it must hold some: nobody lists kinds he has never heard of.</summary>
    public static bool IsKnown(GroupKind kind, ClusterView view) => view.Knows(kind) == Knowledge.Known && (FieldValidation.Knows(kind) || view.Of(kind).Count > 0);

    /// <summary>Whether every cluster has the object.</summary>
    public static bool IsGiven(ObjectKey key) => Given.Contains(key) || key.Kind.Kind switch
    {
        "ServiceAccount" => key.Name.Name == "default",
        "ConfigMap" => key.Name.Name == "kube-root-ca.crt",
        "ClusterRole" or "Role" => key.Name.Name.StartsWith("system:", StringComparison.Ordinal) || Roles.Contains(key.Name.Name),
        "PriorityLevelConfiguration" => Levels.Contains(key.Name.Name),
        _ => false,
    };

    private static ObjectKey Key(string group, string kind, string ns, string name) => new(new(group, kind), new(ns, name));
}
