using System.Collections.Immutable;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Readings;

/// <summary>A small cluster: who is bound to which rules where, which service accounts there are, and which of them Pods run as.</summary>
/// <param name="Bindings">Subject (a user name), namespace or empty, and rules.</param>
/// <param name="Accounts">The service accounts.</param>
/// <param name="Pods">The Pods.</param>
public sealed record SmallCluster(
    ImmutableArray<(string User, string Namespace, ImmutableArray<PolicyRule> Rules)> Bindings,
    ImmutableArray<ServiceAccount> Accounts,
    ImmutableArray<(string Namespace, string Name, string Account)> Pods);

/// <summary>
/// Whom somebody can come to act as, worked out a second time: by asking everybody everything again until nothing changes.
/// Knows the ways through Pods, tokens, exec, impersonation, <c>bind</c> and full rights, for users that are named.
/// </summary>
/// <remarks>A misreading overrides one member; the tests must tell each from the right one.</remarks>
public class ReachReading
{
    private static readonly RbacReading Rbac = new();

    /// <summary>Everybody somebody reaches, and <c>cluster-admin</c>; themselves among them.</summary>
    public SortedSet<string> From(SmallCluster cluster, string start)
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal) { start };
        int before;
        do
        {
            before = reached.Count;
            foreach (var next in reached.ToArray().SelectMany(who => Next(cluster, who)).ToArray())
            {
                reached.Add(next);
            }
        }
        while (reached.Count > before);
        return reached;
    }

    private IEnumerable<string> Next(SmallCluster cluster, string who)
    {
        if (who == "cluster-admin")
        {
            return cluster.Accounts.Select(Name).Concat(cluster.Bindings.Select(b => b.User));
        }

        var namespaces = cluster.Accounts.Select(a => a.Namespace).Distinct();
        return Wide(cluster, who).Concat(namespaces.SelectMany(ns => In(cluster, who, ns)));
    }

    private IEnumerable<string> Wide(SmallCluster cluster, string who)
    {
        var wide = Held(cluster, who, "");
        if (Can(wide, "*", "*", "*") || (CanBind(wide, "clusterroles") && Any(wide, "clusterrolebindings", "create", "update", "patch")))
        {
            yield return "cluster-admin";
        }

        // Every permission they hold here comes by a ClusterRole, which they may then rewrite.
        if (Any(wide, "clusterroles", "update", "patch") && Any(wide, "clusterroles", "escalate"))
        {
            yield return "cluster-admin";
        }

        if (Names(cluster).Any(name => new[] { "update", "patch" }.Any(verb => Rbac.Allows(wide, Access.OnResource(verb, "admissionregistration.k8s.io", "mutatingwebhookconfigurations", name)))))
        {
            foreach (var account in cluster.Accounts)
            {
                yield return Name(account);
            }
        }

        foreach (var user in cluster.Bindings.Select(b => b.User).Where(user => !user.StartsWith("system:", StringComparison.Ordinal) && CanName(wide, "impersonate", "users", user)))
        {
            yield return user;
        }

        if (Can(wide, "impersonate", "", "groups") && (Can(wide, "impersonate", "", "users") || Names(cluster).Any(name => CanName(wide, "impersonate", "users", name))))
        {
            yield return "cluster-admin";
        }
    }

    private IEnumerable<string> In(SmallCluster cluster, string who, string ns)
    {
        var here = Held(cluster, who, ns);
        var all = Can(here, "*", "*", "*") || Can(here, "create", "", "pods") || Can(here, "create", "apps", "deployments")
            || (Can(here, "create", "", "secrets") && new[] { "get", "list", "watch" }.Any(verb => Can(here, verb, "", "secrets")))
            || (CanBind(here, "clusterroles") && Any(here, "rolebindings", "create"));
        var into = Can(here, "create", "", "pods/exec") || Can(here, "get", "", "pods/exec");
        var isAdmin = Can(here, "*", "*", "*") || (CanBind(here, "clusterroles") && Any(here, "rolebindings", "create"));
        var groups = Can(Held(cluster, who, ""), "impersonate", "", "groups")
            && (Can(here, "impersonate", "", "serviceaccounts") || Names(cluster).Any(name => CanName(here, "impersonate", "serviceaccounts", name)));

        // Who rules a namespace may lift its Pod Security, and a privileged Pod reaches into all Pods of its node.
        var nodes = isAdmin ? cluster.Pods.Select(pod => ServiceAccount.UserName(pod.Namespace, pod.Account)) : [];
        return nodes.Concat(groups ? ["cluster-admin"] : []).Concat(cluster.Accounts.Where(a => a.Namespace == ns).Where(a => all
            || CanName(here, "create", "serviceaccounts/token", a.Name)
            || CanName(here, "impersonate", "serviceaccounts", a.Name)
            || cluster.Pods.Any(pod => pod.Namespace == ns && pod.Account == a.Name && (into || CanName(here, "create", "pods/exec", pod.Name) || CanName(here, "get", "pods/exec", pod.Name)))).Select(Name));
    }

    private static IEnumerable<string> Names(SmallCluster cluster) => cluster.Bindings.SelectMany(b => b.Rules).SelectMany(rule => rule.ResourceNames);

    /// <summary>The rules somebody holds in a namespace, those of everywhere among them.</summary>
    protected virtual ImmutableArray<PolicyRule> Held(SmallCluster cluster, string who, string ns) =>
        [.. cluster.Bindings.Where(b => b.User == who && (b.Namespace.Length == 0 || b.Namespace == ns)).SelectMany(b => b.Rules)];

    /// <summary>Whether something can be done with one object.</summary>
    protected virtual bool CanName(ImmutableArray<PolicyRule> rules, string verb, string resource, string name) => Rbac.Allows(rules, Access.OnResource(verb, "", resource, name));

    /// <summary>Whether something can be done with all objects.</summary>
    protected static bool Can(ImmutableArray<PolicyRule> rules, string verb, string group, string resource) => Rbac.Allows(rules, Access.OnResource(verb, group, resource, null));

    private static bool CanBind(ImmutableArray<PolicyRule> rules, string resource) => Can(rules, "bind", RbacKinds.Group, resource);

    private static bool Any(ImmutableArray<PolicyRule> rules, string resource, params string[] verbs) => verbs.Any(verb => Can(rules, verb, RbacKinds.Group, resource));

    private static string Name(ServiceAccount account) => ServiceAccount.UserName(account.Namespace, account.Name);
}
