namespace PolyK8s.Cluster.EndToEnd.Escalation;

/// <summary>The escalation check, corner by corner.</summary>
public static class KnownCases
{
    private const string ReadPods = """{apiGroups: [""], resources: [pods], verbs: [get, list]}""";
    private const string AllSecrets = """{apiGroups: [""], resources: [secrets], verbs: ["*"]}""";
    private const string OneSecret = """{apiGroups: [""], resources: [secrets], resourceNames: [one], verbs: ["*"]}""";
    private const string Everything = """{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}, {nonResourceURLs: ["*"], verbs: ["*"]}""";
    private const string Aggregates = """aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}""";

    private static readonly KnownCase[] All =
    [
        new("role-within", ReadPods, "", "Role", $"rules: [{ReadPods}]", "", true),
        new("role-beyond", ReadPods, "", "Role", $"rules: [{AllSecrets}]", "", false),
        new("role-split-over-two-grants", """{apiGroups: [""], resources: [pods], verbs: [get]}""", """{apiGroups: [""], resources: [pods], verbs: [list]}""", "Role", $"rules: [{ReadPods}]", "", true),
        new("role-by-escalate", Verb("escalate", "roles"), "", "Role", $"rules: [{AllSecrets}]", "", true),
        new("role-by-escalate-of-another-name", Verb("escalate", "roles", "another"), "", "Role", $"rules: [{AllSecrets}]", "", false),
        // A creation asks the authorizer without a name, so names in the permission never match it.
        new("role-by-escalate-of-its-name", Verb("escalate", "roles", "role-by-escalate-of-its-name-new"), "", "Role", $"rules: [{AllSecrets}]", "", false),
        new("clusterrole-by-escalate-of-roles", "", Verb("escalate", "roles"), "ClusterRole", $"rules: [{AllSecrets}]", "", false),
        new("clusterrole-held-here-only", AllSecrets, "", "ClusterRole", $"rules: [{AllSecrets}]", "", false),
        new("one-name-out-of-all", AllSecrets, "", "Role", $"rules: [{OneSecret}]", "", true),
        new("all-names-out-of-one", OneSecret, "", "Role", $"rules: [{AllSecrets}]", "", false),
        new("star-is-no-name", """{apiGroups: [""], resources: [secrets], resourceNames: ["*"], verbs: ["*"]}""", "", "Role", $"rules: [{OneSecret}]", "", false),
        new("all-verbs-out-of-two", ReadPods, "", "Role", """rules: [{apiGroups: [""], resources: [pods], verbs: ["*"]}]""", "", false),
        new("subresource-out-of-its-resource", """{apiGroups: [""], resources: [pods], verbs: [get]}""", "", "Role", """rules: [{apiGroups: [""], resources: [pods/log], verbs: [get]}]""", "", false),
        new("subresource-of-any-resource", """{apiGroups: [apps], resources: ["*/scale"], verbs: [get]}""", "", "Role", """rules: [{apiGroups: [apps], resources: [deployments/scale], verbs: [get]}]""", "", true),
        new("url-below-a-prefix", "", """{nonResourceURLs: [/metrics/*], verbs: [get]}""", "ClusterRole", """rules: [{nonResourceURLs: [/metrics/cadvisor], verbs: [get]}]""", "", true),
        new("url-beside-a-prefix", "", """{nonResourceURLs: [/metrics/*], verbs: [get]}""", "ClusterRole", """rules: [{nonResourceURLs: [/logs], verbs: [get]}]""", "", false),
        new("aggregation-by-somebody", ReadPods, "", "ClusterRole", Aggregates, "", false),
        new("aggregation-by-everything", "", Everything, "ClusterRole", Aggregates, "", true),
        new("binding-within", ReadPods, "", "RoleBinding", To("Role", "binding-within"), ReadPods, true),
        new("binding-beyond", ReadPods, "", "RoleBinding", To("Role", "binding-beyond"), AllSecrets, false),
        new("binding-clusterrole-here", AllSecrets, "", "RoleBinding", To("ClusterRole", "binding-clusterrole-here"), AllSecrets, true),
        new("binding-clusterrole-everywhere", AllSecrets, "", "ClusterRoleBinding", To("ClusterRole", "binding-clusterrole-everywhere"), AllSecrets, false),
        new("binding-by-bind", Verb("bind", "roles"), "", "RoleBinding", To("Role", "binding-by-bind"), AllSecrets, true),
        new("binding-by-bind-of-its-name", Verb("bind", "roles", "binding-by-bind-of-its-name"), "", "RoleBinding", To("Role", "binding-by-bind-of-its-name"), AllSecrets, true),
        new("binding-by-bind-of-another-name", Verb("bind", "roles", "another"), "", "RoleBinding", To("Role", "binding-by-bind-of-another-name"), AllSecrets, false),
        new("binding-by-bind-of-the-other-kind", Verb("bind", "roles"), "", "RoleBinding", To("ClusterRole", "binding-by-bind-of-the-other-kind"), AllSecrets, false),
        new("binding-of-nothing", ReadPods, "", "RoleBinding", To("Role", "nowhere"), "", false),
        new("binding-of-nothing-by-bind", Verb("bind", "roles"), "", "RoleBinding", To("Role", "nowhere"), "", true),
    ];

    /// <summary>The names of the cases.</summary>
    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    /// <summary>The case of a name.</summary>
    public static KnownCase Find(string name) => All.Single(c => c.Name == name);

    private static string Verb(string verb, string resource, string name = "") =>
        $"{{apiGroups: [rbac.authorization.k8s.io], resources: [{resource}], verbs: [{verb}]{(name.Length == 0 ? "" : $", resourceNames: [{name}]")}}}";

    private static string To(string kind, string role) =>
        $"roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: {kind}, name: {role}}}, subjects: [{{kind: User, apiGroup: rbac.authorization.k8s.io, name: somebody}}]";
}
