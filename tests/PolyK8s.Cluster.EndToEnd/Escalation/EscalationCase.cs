namespace PolyK8s.Cluster.EndToEnd.Escalation;

/// <summary>A user with some permissions who writes an object of RBAC.</summary>
/// <param name="User">The user; every case has its own.</param>
/// <param name="Namespace">The namespace everything happens in.</param>
/// <param name="HeldHere">RBAC rules the user holds in the namespace, as a YAML list.</param>
/// <param name="HeldEverywhere">RBAC rules the user holds in the whole cluster, as a YAML list.</param>
/// <param name="Kind">What the user writes: Role, ClusterRole, RoleBinding or ClusterRoleBinding.</param>
/// <param name="Body">Its fields beside <c>metadata</c>, as members of a YAML flow mapping.</param>
/// <param name="ExistingRules">The rules of the Role and of the ClusterRole that a binding of the case may refer to, both named like the user.</param>
public sealed record EscalationCase(string User, string Namespace, string HeldHere, string HeldEverywhere, string Kind, string Body, string ExistingRules = "[]")
{
    private const string Rbac = "rbac.authorization.k8s.io";

    /// <summary>The object the user writes.</summary>
    public string Candidate => Object(Kind, $"{User}-new", Body);

    /// <summary>What is in the cluster before. Everybody may write every object of RBAC: only the escalation check is in question.</summary>
    public string State =>
        Object("Role", User, $"rules: {ExistingRules}")
        + Object("ClusterRole", User, $"rules: {ExistingRules}")
        + Object("ClusterRole", $"{User}-writes", $"rules: [{{apiGroups: [{Rbac}], resources: [roles, clusterroles, rolebindings, clusterrolebindings], verbs: [create, get]}}]")
        + Granted($"{User}-writes", "ClusterRoleBinding", "ClusterRole")
        + Object("Role", $"{User}-here", $"rules: {HeldHere}")
        + Granted($"{User}-here", "RoleBinding", "Role")
        + Object("ClusterRole", $"{User}-everywhere", $"rules: {HeldEverywhere}")
        + Granted($"{User}-everywhere", "ClusterRoleBinding", "ClusterRole");

    /// <inheritdoc />
    public override string ToString() => User;

    private string Granted(string role, string binding, string kind) =>
        Object(binding, role, $"roleRef: {{apiGroup: {Rbac}, kind: {kind}, name: {role}}}, subjects: [{{kind: User, apiGroup: {Rbac}, name: {User}}}]");

    private string Object(string kind, string name, string body)
    {
        var ns = kind.StartsWith("Cluster", StringComparison.Ordinal) ? "" : $", namespace: {Namespace}";
        return $"{{apiVersion: {Rbac}/v1, kind: {kind}, metadata: {{name: {name}{ns}}}, {body}}}\n---\n";
    }
}
