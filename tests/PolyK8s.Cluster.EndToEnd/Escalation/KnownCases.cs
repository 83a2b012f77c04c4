namespace PolyK8s.Cluster.EndToEnd.Escalation;

/// <summary>The escalation check, corner by corner.</summary>
public static class KnownCases
{
    private const string ReadPods = """{apiGroups: [""], resources: [pods], verbs: [get, list]}""";
    private const string AllSecrets = """{apiGroups: [""], resources: [secrets], verbs: ["*"]}""";
    private const string OneSecret = """{apiGroups: [""], resources: [secrets], resourceNames: [one], verbs: ["*"]}""";
    private const string Everything = """{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}, {nonResourceURLs: ["*"], verbs: ["*"]}""";
    private const string Aggregates = """aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}""";

    /// <summary>Name, permissions here and everywhere, what is written, the rules of the existing roles, and whether it may be.</summary>
    public static TheoryData<string, string, string, string, string, string, bool> Rows => new()
    {
        { "role-within", ReadPods, "", "Role", $"rules: [{ReadPods}]", "", true },
        { "role-beyond", ReadPods, "", "Role", $"rules: [{AllSecrets}]", "", false },
        { "role-split-over-two-grants", """{apiGroups: [""], resources: [pods], verbs: [get]}""", """{apiGroups: [""], resources: [pods], verbs: [list]}""", "Role", $"rules: [{ReadPods}]", "", true },
        { "role-by-escalate", Verb("escalate", "roles"), "", "Role", $"rules: [{AllSecrets}]", "", true },
        { "role-by-escalate-of-another-name", Verb("escalate", "roles", "another"), "", "Role", $"rules: [{AllSecrets}]", "", false },
        { "role-by-escalate-of-its-name", Verb("escalate", "roles", "role-by-escalate-of-its-name-new"), "", "Role", $"rules: [{AllSecrets}]", "", true },
        { "clusterrole-by-escalate-of-roles", "", Verb("escalate", "roles"), "ClusterRole", $"rules: [{AllSecrets}]", "", false },
        { "clusterrole-held-here-only", AllSecrets, "", "ClusterRole", $"rules: [{AllSecrets}]", "", false },
        { "one-name-out-of-all", AllSecrets, "", "Role", $"rules: [{OneSecret}]", "", true },
        { "all-names-out-of-one", OneSecret, "", "Role", $"rules: [{AllSecrets}]", "", false },
        { "star-is-no-name", """{apiGroups: [""], resources: [secrets], resourceNames: ["*"], verbs: ["*"]}""", "", "Role", $"rules: [{OneSecret}]", "", false },
        { "all-verbs-out-of-two", ReadPods, "", "Role", """rules: [{apiGroups: [""], resources: [pods], verbs: ["*"]}]""", "", false },
        { "subresource-out-of-its-resource", """{apiGroups: [""], resources: [pods], verbs: [get]}""", "", "Role", """rules: [{apiGroups: [""], resources: [pods/log], verbs: [get]}]""", "", false },
        { "subresource-of-any-resource", """{apiGroups: [apps], resources: ["*/scale"], verbs: [get]}""", "", "Role", """rules: [{apiGroups: [apps], resources: [deployments/scale], verbs: [get]}]""", "", true },
        { "url-below-a-prefix", "", """{nonResourceURLs: [/metrics/*], verbs: [get]}""", "ClusterRole", """rules: [{nonResourceURLs: [/metrics/cadvisor], verbs: [get]}]""", "", true },
        { "url-beside-a-prefix", "", """{nonResourceURLs: [/metrics/*], verbs: [get]}""", "ClusterRole", """rules: [{nonResourceURLs: [/logs], verbs: [get]}]""", "", false },
        { "aggregation-by-somebody", ReadPods, "", "ClusterRole", Aggregates, "", false },
        { "aggregation-by-everything", "", Everything, "ClusterRole", Aggregates, "", true },
        { "binding-within", ReadPods, "", "RoleBinding", To("Role", "binding-within"), ReadPods, true },
        { "binding-beyond", ReadPods, "", "RoleBinding", To("Role", "binding-beyond"), AllSecrets, false },
        { "binding-clusterrole-here", AllSecrets, "", "RoleBinding", To("ClusterRole", "binding-clusterrole-here"), AllSecrets, true },
        { "binding-clusterrole-everywhere", AllSecrets, "", "ClusterRoleBinding", To("ClusterRole", "binding-clusterrole-everywhere"), AllSecrets, false },
        { "binding-by-bind", Verb("bind", "roles"), "", "RoleBinding", To("Role", "binding-by-bind"), AllSecrets, true },
        { "binding-by-bind-of-its-name", Verb("bind", "roles", "binding-by-bind-of-its-name"), "", "RoleBinding", To("Role", "binding-by-bind-of-its-name"), AllSecrets, true },
        { "binding-by-bind-of-another-name", Verb("bind", "roles", "another"), "", "RoleBinding", To("Role", "binding-by-bind-of-another-name"), AllSecrets, false },
        { "binding-by-bind-of-the-other-kind", Verb("bind", "roles"), "", "RoleBinding", To("ClusterRole", "binding-by-bind-of-the-other-kind"), AllSecrets, false },
        { "binding-of-nothing", ReadPods, "", "RoleBinding", To("Role", "nowhere"), "", false },
        { "binding-of-nothing-by-bind", Verb("bind", "roles"), "", "RoleBinding", To("Role", "nowhere"), "", true },
    };

    private static string Verb(string verb, string resource, string name = "") =>
        $"{{apiGroups: [rbac.authorization.k8s.io], resources: [{resource}], verbs: [{verb}]{(name.Length == 0 ? "" : $", resourceNames: [{name}]")}}}";

    private static string To(string kind, string role) =>
        $"roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: {kind}, name: {role}}}, subjects: [{{kind: User, apiGroup: rbac.authorization.k8s.io, name: somebody}}]";
}
