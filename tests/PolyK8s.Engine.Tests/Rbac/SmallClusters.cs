using System.Collections.Immutable;
using CsCheck;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rbac;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>Clusters of two namespaces and few subjects whose rules open ways to one another now and then.</summary>
internal static class SmallClusters
{
    private static readonly string[] Namespaces = ["a", "b"];
    private static readonly string[] Users = ["alice", "bob", .. Namespaces.SelectMany(ns => new[] { "x", "w" }.Select(name => ServiceAccount.UserName(ns, name)))];

    private static readonly Gen<PolicyRule> Rule = Gen.Select(
        Of("create", "get", "impersonate", "bind", "create", "*"),
        Of("pods", "pods/exec", "serviceaccounts/token", "serviceaccounts", "secrets", "users", "groups", "clusterroles", "rolebindings", "clusterrolebindings", "deployments", "*"),
        Of("", "", "", "x", "w", "alice", "p"),
        (verb, resource, name) => new PolicyRule([verb], [GroupOf(resource)], [resource], name.Length == 0 ? [] : [name], []));

    private static readonly Gen<(string User, string Namespace, ImmutableArray<PolicyRule> Rules)> Bound = Gen.Select(
        Of(Users), Of("", "a", "a", "b", "b"), Rule.Array[1, 3], (user, ns, rules) => (user, ns, rules.ToImmutableArray()));

    /// <summary>The clusters.</summary>
    public static Gen<SmallCluster> All { get; } = Gen.Select(
        Bound.Array[1, 6],
        Gen.Select(Of(Namespaces), Of("p", "q"), Of("x", "w"), (ns, name, account) => (ns, name, account)).Array[0, 2],
        (bindings, pods) => new SmallCluster(
            [.. bindings],
            [.. Namespaces.SelectMany(ns => new[] { "x", "w" }.Select(name => new ServiceAccount(ns, name)))],
            [.. pods.DistinctBy(pod => (pod.ns, pod.name))]));

    /// <summary>The cluster with other names for namespaces, users, accounts and Pods.</summary>
    public static SmallCluster Renamed(SmallCluster cluster, Func<string, string> name) => new(
        [.. cluster.Bindings.Select(b => (
            ServiceAccount.Named(b.User) is { } account ? ServiceAccount.UserName(name(account.Namespace), name(account.Name)) : name(b.User),
            name(b.Namespace),
            b.Rules.Select(rule => rule with { ResourceNames = [.. rule.ResourceNames.Select(name)] }).ToImmutableArray()))],
        [.. cluster.Accounts.Select(a => new ServiceAccount(name(a.Namespace), name(a.Name)))],
        [.. cluster.Pods.Select(p => (name(p.Namespace), name(p.Name), name(p.Account)))]);

    /// <summary>The cluster as objects.</summary>
    public static ClusterView View(SmallCluster cluster) => ClusterView.Of(Objects(cluster));

    /// <summary>The objects of a cluster.</summary>
    public static IEnumerable<Manifest> Objects(SmallCluster cluster) =>
    [
        .. cluster.Accounts.Select(a => RbacObjects.One($"apiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: '{a.Name}', namespace: {a.Namespace}}}")),
        .. cluster.Pods.Select(p => RbacObjects.One($"apiVersion: v1\nkind: Pod\nmetadata: {{name: {p.Name}, namespace: {p.Namespace}}}\nspec: {{serviceAccountName: '{p.Account}'}}")),
        .. cluster.Bindings.SelectMany((b, i) => new[]
        {
            RbacObjects.Role(b.Namespace, $"role-{i}", ManifestNode.Array([.. b.Rules.Select(rule => rule.AsNode())]).ToString()!),
            RbacObjects.Binding(b.Namespace, $"binding-{i}", b.Namespace.Length == 0 ? "ClusterRole" : "Role", $"role-{i}", $"{{kind: User, name: '{b.User}'}}"),
        }),
    ];

    /// <summary>A cluster in words, for a failing case.</summary>
    public static string Text(SmallCluster cluster) => string.Join('\n', cluster.Bindings
        .Select(b => $"{b.User} in `{b.Namespace}`: {string.Join("; ", b.Rules.Select(rule => rule.AsNode()))}")
        .Concat(cluster.Pods.Select(pod => $"Pod {pod.Namespace}/{pod.Name} as {pod.Account}")));

    private static string GroupOf(string resource) => resource switch
    {
        "clusterroles" or "rolebindings" or "clusterrolebindings" => RbacKinds.Group,
        "deployments" => "apps",
        "*" => "*",
        _ => "",
    };

    private static Gen<string> Of(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}
