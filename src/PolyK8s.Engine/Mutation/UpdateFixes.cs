using System.Collections.Immutable;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>What to do about a change that may not be made, in one line: the way out differs from field to field.</summary>
internal static class UpdateFixes
{
    private static readonly ImmutableArray<(string Kind, string Path, string Fix)> Table =
    [
        ("*", "metadata.name", "keep the name; an object under another name is another object, create it and delete the old one"),
        ("*", "metadata.namespace", "keep the namespace; to move the object create it there and delete it here"),
        ("*", "metadata.resourceVersion", "read the object again and repeat the change on it, or leave `metadata.resourceVersion` out"),
        ("*", "metadata.uid", "leave `metadata.uid` out: the object was deleted and created anew meanwhile"),
        ("Deployment", "spec.selector", "keep the selector; to change it delete the Deployment with `--cascade=orphan` and create it anew, it adopts the pods that match"),
        ("ReplicaSet", "spec.selector", "keep the selector; create a ReplicaSet with another name"),
        ("DaemonSet", "spec.selector", "keep the selector; to change it delete the DaemonSet with `--cascade=orphan` and create it anew"),
        ("StatefulSet", "spec", "keep the field; to change it delete the StatefulSet with `--cascade=orphan` and create it anew, its pods and claims stay"),
        ("Job", "spec.template", "keep the template, or suspend the Job before it starts; otherwise create a Job with another name"),
        ("Job", "spec.completions", "only an indexed Job may change its completions, together with its parallelism; create a Job with another name"),
        ("Job", "spec", "create a Job with another name"),
        ("Pod", "spec", "change the workload that makes the Pod, it makes a new one; of a Pod itself only images, the deadline and tolerations may change"),
        ("ConfigMap", "", "create a ConfigMap with another name and let the workloads name that one"),
        ("Secret", "type", "keep the type; create a Secret with another name"),
        ("Secret", "", "create a Secret with another name and let the workloads name that one"),
        ("Service", "spec.clusterIP", "leave the address out, the server keeps it; for another address delete the Service and create it anew"),
        ("Service", "spec.clusterIPs", "leave the addresses out, the server keeps them; for others delete the Service and create it anew"),
        ("Service", "spec.loadBalancerClass", "keep the class; to change it change the type of the Service first"),
        ("RoleBinding", "roleRef", "delete the binding and create it anew: `kubectl auth reconcile` does both"),
        ("ClusterRoleBinding", "roleRef", "delete the binding and create it anew: `kubectl auth reconcile` does both"),
        ("PersistentVolumeClaim", "spec", "only the requested storage may grow, and the attributes class may change; for anything else create another claim"),
        ("PersistentVolume", "spec", "create another volume; the source of one never changes"),
        ("StorageClass", "", "create a class with another name; claims keep the class they were made with"),
        ("VolumeAttributesClass", "", "create a class with another name"),
        ("IngressClass", "spec.controller", "create a class with another name"),
        ("PriorityClass", "", "create a class with another name; Pods keep the priority they were made with"),
        ("RuntimeClass", "handler", "create a class with another name"),
        ("ControllerRevision", "data", "create another revision"),
        ("CustomResourceDefinition", "spec", "keep it; another scope, kind or group is another definition"),
        ("Node", "spec.providerID", "keep the id; delete the Node and let the kubelet register it anew"),
    ];

    /// <summary>The line for an error of an object of a kind: of the rows that match, the one with the longest path.</summary>
    public static string Of(string kind, FieldError error) => Table
        .Where(row => (row.Kind == "*" || row.Kind == kind) && Covers(row.Path, error.Path))
        .OrderByDescending(row => row.Path.Length)
        .Select(row => row.Fix)
        .FirstOrDefault() ?? $"keep `{error.Path}` as it was, or delete the object and create it anew";

    private static bool Covers(string row, string path) =>
        row.Length == 0 ? !path.StartsWith("metadata", StringComparison.Ordinal)
        : path.StartsWith(row, StringComparison.Ordinal) && (path.Length == row.Length || path[row.Length] is '.' or '[');
}
