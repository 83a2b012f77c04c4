using System.Collections.Immutable;

namespace PolyK8s.Engine.Rbac;

/// <summary>What a rule lets its holder do beyond the words it is written in: the tags of <c>capabilities</c>.</summary>
/// <remarks>A tag is for people: whether somebody may do something is never decided by it.</remarks>
public static class Effects
{
    private const string Certificates = "certificates.k8s.io";
    private const string Admission = "admissionregistration.k8s.io";

    // The tag, the verbs any one of which has the effect, and where: RESOURCE or RESOURCE.GROUP.
    private static readonly ImmutableArray<(string Tag, string Verbs, string Group, string Resources)> Table =
    [
        ("secret-read", "get list watch", "", "secrets"),
        ("secret-write", "create update patch", "", "secrets"),
        ("token-mint", "create", "", "serviceaccounts/token"),
        ("exec", "create get", "", "pods/exec"),
        ("attach", "create get", "", "pods/attach"),
        ("ephemeral-container", "update patch", "", "pods/ephemeralcontainers"),
        ("port-forward", "create get", "", "pods/portforward"),
        ("impersonate", "impersonate", "", "users groups serviceaccounts"),
        ("impersonate", "impersonate", "authentication.k8s.io", "userextras uids"),
        ("workload-create", "create", "", "pods replicationcontrollers"),
        ("workload-create", "create", "apps", "daemonsets deployments replicasets statefulsets"),
        ("workload-create", "create", "batch", "cronjobs jobs"),
        ("workload-edit", "update patch", "", "pods replicationcontrollers"),
        ("workload-edit", "update patch", "apps", "daemonsets deployments replicasets statefulsets"),
        ("workload-edit", "update patch", "batch", "cronjobs jobs"),
        ("rbac-bind", "bind", RbacKinds.Group, "roles clusterroles"),
        ("rbac-escalate", "escalate", RbacKinds.Group, "roles clusterroles"),
        ("rbac-write", "create update patch", RbacKinds.Group, "roles clusterroles rolebindings clusterrolebindings"),
        ("node-proxy", "create get", "", "nodes/proxy"),
        ("node-write", "update patch", "", "nodes nodes/status"),
        ("csr-approve", "approve", Certificates, "signers"),
        ("csr-approve", "update patch", Certificates, "certificatesigningrequests/approval"),
        ("csr-sign", "sign", Certificates, "signers"),
        ("csr-sign", "update patch", Certificates, "certificatesigningrequests/status"),
        ("webhook-write", "create update patch", Admission, "mutatingwebhookconfigurations validatingwebhookconfigurations"),
        ("admission-policy-write", "create update patch delete", Admission, "mutatingadmissionpolicies mutatingadmissionpolicybindings validatingadmissionpolicies validatingadmissionpolicybindings"),
        ("crd-write", "create update patch", "apiextensions.k8s.io", "customresourcedefinitions"),
        ("apiservice-write", "create update patch", "apiregistration.k8s.io", "apiservices"),
        ("host-volume", "create", "", "persistentvolumes"),
        ("pod-security-relax", "update patch", "", "namespaces"),
    ];

    private static readonly ImmutableArray<(string Tag, ImmutableArray<(string Verb, string Group, string Resource)> Any)> Expanded =
    [.. Table.GroupBy(row => row.Tag, StringComparer.Ordinal).Select(tag => (tag.Key, tag
        .SelectMany(row => row.Verbs.Split(' ').SelectMany(verb => row.Resources.Split(' ').Select(resource => (verb, row.Group, resource))))
        .ToImmutableArray()))];

    /// <summary>The tags of a rule, in the order of the table; <c>everything</c> alone when it allows every verb on every resource.</summary>
    public static ImmutableArray<string> Of(PolicyRule rule)
    {
        if (!rule.NonResourceUrls.IsEmpty && rule.Resources.IsEmpty)
        {
            return [];
        }

        return rule.ResourceNames.IsEmpty && HasAll(rule.Verbs) && HasAll(rule.ApiGroups) && HasAll(rule.Resources)
            ? ["everything"]
            : [.. Expanded.Where(tag => tag.Any.Any(permission => Has(rule.Verbs, permission.Verb) && Has(rule.ApiGroups, permission.Group) && Touches(rule.Resources, permission.Resource))).Select(tag => tag.Tag), .. MassDelete(rule)];
    }

    private static ImmutableArray<string> MassDelete(PolicyRule rule) => rule.ResourceNames.IsEmpty && Has(rule.Verbs, "deletecollection") ? ["mass-delete"] : [];

    private static bool HasAll(ImmutableArray<string> words) => words.Contains("*", StringComparer.Ordinal);

    private static bool Has(ImmutableArray<string> words, string word) => words.Any(pattern => RulePatterns.Word(pattern, word));

    private static bool Touches(ImmutableArray<string> resources, string resource) => resources.Any(pattern => RulePatterns.Resource(pattern, resource));
}
