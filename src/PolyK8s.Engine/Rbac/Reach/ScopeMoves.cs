using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;

namespace PolyK8s.Engine.Rbac.Reach;

/// <summary>The ways to somebody else's rights that every scope offers: one table.</summary>
/// <remarks>
/// Not in it, because they lead to nobody by RBAC alone: CustomResourceDefinitions and APIServices, writing Nodes,
/// `deletecollection`, port-forward. Pod Security is taken to hold: a Pod is no way to its node unless one may change the
/// labels that say so.
/// </remarks>
internal static class ScopeMoves
{
    private const string Certificates = "certificates.k8s.io";
    private const string Admission = "admissionregistration.k8s.io";

    // The API server asks for the signer, and failing that for all of its domain.
    private static readonly ImmutableArray<string> ClientSigners = ["kubernetes.io/kube-apiserver-client", "kubernetes.io/*"];

    /// <summary>The kinds that make Pods: group, plural, kind.</summary>
    public static readonly ImmutableArray<(string Group, string Plural, string Kind)> Makers =
    [
        ("", "pods", "Pod"), ("", "replicationcontrollers", "ReplicationController"), ("apps", "daemonsets", "DaemonSet"), ("apps", "deployments", "Deployment"),
        ("apps", "replicasets", "ReplicaSet"), ("apps", "statefulsets", "StatefulSet"), ("batch", "cronjobs", "CronJob"), ("batch", "jobs", "Job"),
    ];

    /// <summary>What reaches into Pods that run: group, plural, verbs.</summary>
    public static readonly ImmutableArray<(string Plural, string Verb, string Means)> IntoPods =
    [
        ("pods/exec", "create", "exec"), ("pods/exec", "get", "exec"), ("pods/attach", "create", "attach"), ("pods/attach", "get", "attach"),
        ("pods/ephemeralcontainers", "update", "ephemeral-container"), ("pods/ephemeralcontainers", "patch", "ephemeral-container"),
    ];

    // One list for each namespace somebody holds anything in: bounded by the namespaces of the cluster.
    private static readonly ConcurrentDictionary<string, ImmutableArray<ReachMove>> Known = new(StringComparer.Ordinal);
    private static readonly ImmutableArray<ReachMove> OfTheCluster = [.. Wide(), .. Both("")];

    /// <summary>The moves of a namespace; of the whole cluster when it is empty.</summary>
    public static ImmutableArray<ReachMove> Of(string ns) => ns.Length == 0 ? OfTheCluster : Known.Count < MostKept || Known.ContainsKey(ns) ? Known.GetOrAdd(ns, key => [.. Both(key)]) : [.. Both(ns)];

    // 3,200 namespaces are many; some 70 moves of 100 bytes each make 7 KB, 70 MB for as many as this.
    private const int MostKept = 10_000;

    private static IEnumerable<ReachMove> Both(string ns) => [.. Accounts(ns), .. Running(ns), .. Secrets(ns), .. Grants(ns), .. ToNodes(ns)];

    private static IEnumerable<ReachMove> Accounts(string ns)
    {
        foreach (var (group, plural, kind) in Makers)
        {
            yield return new("run", $"create a {kind} that runs as it", [Here("create", group, plural)], new(PowerKind.Run, ns, ""));
        }

        foreach (var (group, plural, kind) in Makers.Skip(1))
        {
            yield return new("run", $"make a {kind} run as it", [Here("update", group, plural)], new(PowerKind.Rewrite, ns, kind));
            yield return new("run", $"make a {kind} run as it", [Here("patch", group, plural)], new(PowerKind.Rewrite, ns, kind));
        }

        yield return new("token", "request a token of it", [Here("create", "", "serviceaccounts/token")], new(PowerKind.Run, ns, ""));
        yield return new("impersonate", "impersonate it", [Here("impersonate", "", "serviceaccounts")], new(PowerKind.Run, ns, ""));
        yield return new("impersonate", "impersonate a service account in it", [Here("impersonate", "", "serviceaccounts"), Everywhere("impersonate", "", "groups")], new(PowerKind.AnyGroup, "", ""));
    }

    private static IEnumerable<ReachMove> Running(string ns) =>
        IntoPods.Select(way => new ReachMove(way.Means, $"use `{way.Plural}` of a Pod that runs as it", [Here(way.Verb, "", way.Plural)], new(PowerKind.Exec, ns, "")));

    private static IEnumerable<ReachMove> Secrets(string ns)
    {
        foreach (var verb in (string[])["get", "list", "watch"])
        {
            yield return new("token-secret", "read its token from a Secret", [Here(verb, "", "secrets")], new(PowerKind.Tokens, ns, ""));
            yield return new("token-secret", "create a token Secret for it and read it", [Here("create", "", "secrets"), Here(verb, "", "secrets")], new(PowerKind.Run, ns, ""));
        }
    }

    private static IEnumerable<ReachMove> Grants(string ns)
    {
        yield return new("bind", "bind ClusterRole `cluster-admin` in the namespace", [Here("create", RbacKinds.Group, "rolebindings"), Here("bind", RbacKinds.Group, "clusterroles")], new(PowerKind.AdminIn, ns, ""));
        yield return new("bind", "bind any Role of the namespace", [Here("create", RbacKinds.Group, "rolebindings"), Here("bind", RbacKinds.Group, "roles")], new(PowerKind.RolesIn, ns, ""));
        yield return new("admin", "do anything in the namespace", [new(Access.OnResource("*", "*", "*", null), false)], new(PowerKind.AdminIn, ns, ""));
    }

    private static IEnumerable<ReachMove> ToNodes(string ns)
    {
        foreach (var (group, plural, kind) in Makers)
        {
            yield return new("node", $"create a PersistentVolume of a node's files and a {kind} that mounts it", [Everywhere("create", "", "persistentvolumes"), Here("create", "", "persistentvolumeclaims"), Here("create", group, plural)], new(PowerKind.Exec, "", ""));
            foreach (var verb in (string[])["update", "patch"])
            {
                yield return new("node", $"lift Pod Security of the namespace and create a privileged {kind}", [Here(verb, "", "namespaces"), Here("create", group, plural)], new(PowerKind.Exec, "", ""));
            }
        }
    }

    private static IEnumerable<ReachMove> Wide()
    {
        yield return new("admin", "do anything at all", [new(Access.OnResource("*", "*", "*", null), true)], Power.Admin);
        foreach (var verb in (string[])["create", "update", "patch"])
        {
            yield return new("bind", "bind ClusterRole `cluster-admin` to oneself", [Everywhere(verb, RbacKinds.Group, "clusterrolebindings"), Everywhere("bind", RbacKinds.Group, "clusterroles")], Power.Admin);
            yield return new("webhook", "change Pods as they are made, by a mutating webhook", [Everywhere(verb, Admission, "mutatingwebhookconfigurations")], new(PowerKind.Run, "", ""));
            yield return new("webhook", "change Pods as they are made, by a mutating policy", [Everywhere(verb, Admission, "mutatingadmissionpolicies"), Everywhere(verb, Admission, "mutatingadmissionpolicybindings")], new(PowerKind.Run, "", ""));
        }

        yield return new("impersonate", "impersonate them", [Everywhere("impersonate", "", "users")], new(PowerKind.AnyUser, "", ""));
        yield return new("impersonate", "impersonate somebody in it", [Everywhere("impersonate", "", "users"), Everywhere("impersonate", "", "groups")], new(PowerKind.AnyGroup, "", ""));
        yield return new("node-proxy", "use `nodes/proxy` to reach into a Pod that runs as it", [Everywhere("get", "", "nodes/proxy")], new(PowerKind.Exec, "", ""));
        yield return new("node-proxy", "use `nodes/proxy` to reach into a Pod that runs as it", [Everywhere("create", "", "nodes/proxy")], new(PowerKind.Exec, "", ""));
        foreach (var (verb, signer) in ClientSigners.SelectMany(signer => new[] { ("update", signer), ("patch", signer) }))
        {
            ImmutableArray<ReachDemand> demands = [Everywhere("create", Certificates, "certificatesigningrequests"), Everywhere(verb, Certificates, "certificatesigningrequests/approval"), new(Access.OnResource("approve", Certificates, "signers", signer), true)];
            yield return new("certificate", "have a client certificate signed for them", demands, new(PowerKind.AnyUser, "", ""));
            yield return new("certificate", "have a client certificate signed that names it", demands, new(PowerKind.CertifiedGroup, "", ""));
        }
    }

    private static ReachDemand Here(string verb, string group, string resource) => new(Access.OnResource(verb, group, resource, null), false);

    private static ReachDemand Everywhere(string verb, string group, string resource) => new(Access.OnResource(verb, group, resource, null), true);
}
