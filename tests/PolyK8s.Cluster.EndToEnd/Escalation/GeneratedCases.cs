namespace PolyK8s.Cluster.EndToEnd.Escalation;

/// <summary>Escalation cases made of RBAC's own vocabulary, small enough that permissions meet, overlap and just miss each other.</summary>
/// <param name="random">The source of choices.</param>
public sealed class GeneratedCases(Random random)
{
    private static readonly string[] Verbs = ["get", "list", "create", "\"*\""];
    private static readonly string[] Groups = ["\"\"", "apps", "\"*\""];
    private static readonly string[] Resources = ["pods", "pods/log", "secrets", "deployments", "\"*/scale\"", "deployments/scale", "\"*\""];
    private static readonly string[] Names = ["one", "two", "\"*\""];
    private static readonly string[] Urls = ["/healthz", "/metrics", "/metrics/*", "/metrics/cadvisor", "\"*\""];

    /// <summary>The next case.</summary>
    public EscalationCase Next(string ns, int number)
    {
        var user = $"generated-{number}";
        var kind = One("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");
        var isCluster = kind.StartsWith("Cluster", StringComparison.Ordinal);

        // The user often holds most of what is written, or the answer would nearly always be no.
        var written = Rules(1, 2, isCluster || kind == "RoleBinding");
        var held = Rules(0, 3, urls: true).Concat(written.Where(_ => random.Next(4) > 0)).Concat(Special(user)).ToList();
        var here = held.Where(rule => !rule.Contains("nonResourceURLs", StringComparison.Ordinal) && (!isCluster || random.Next(4) == 0)).ToList();
        var everywhere = held.Except(here);
        return new(user, ns, List(here), List(everywhere), kind, Body(kind, user, written), List(written.Where(rule => !rule.Contains("nonResourceURLs", StringComparison.Ordinal))));
    }

    private string Body(string kind, string user, List<string> written) => kind switch
    {
        "ClusterRole" when random.Next(6) == 0 => $"rules: {List(written)}, aggregationRule: {{clusterRoleSelectors: [{{matchLabels: {{made: up}}}}]}}",
        "Role" or "ClusterRole" => $"rules: {List(written)}",
        "RoleBinding" => Binding(One("Role", "ClusterRole"), user),
        _ => Binding("ClusterRole", user),
    };

    private string Binding(string kind, string user) =>
        $"roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: {kind}, name: {(random.Next(8) == 0 ? "nowhere" : user)}}}, subjects: [{{kind: User, apiGroup: rbac.authorization.k8s.io, name: somebody}}]";

    private IEnumerable<string> Special(string user)
    {
        if (random.Next(4) == 0)
        {
            yield return $"{{apiGroups: [rbac.authorization.k8s.io], resources: [{One("roles", "clusterroles", "\"*\"")}], verbs: [{One("bind", "escalate", "\"*\"")}]{(random.Next(2) == 0 ? "" : $", resourceNames: [{One(user, $"{user}-new", "one")}]")}}}";
        }

        if (random.Next(12) == 0)
        {
            yield return """{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}""";
            yield return """{nonResourceURLs: ["*"], verbs: ["*"]}""";
        }
    }

    private List<string> Rules(int fewest, int most, bool urls) => [.. Enumerable.Range(0, random.Next(fewest, most + 1)).Select(_ => Rule(urls))];

    private string Rule(bool urls) => urls && random.Next(4) == 0
        ? $"{{nonResourceURLs: [{Some(Urls)}], verbs: [{Some(Verbs)}]}}"
        : $"{{apiGroups: [{Some(Groups)}], resources: [{Some(Resources)}], verbs: [{Some(Verbs)}]{(random.Next(3) == 0 ? $", resourceNames: [{Some(Names)}]" : "")}}}";

    private string Some(string[] words) => string.Join(", ", words.Where(_ => random.Next(3) == 0).DefaultIfEmpty(One(words)));

    private string One(params string[] words) => words[random.Next(words.Length)];

    private static string List(IEnumerable<string> rules) => $"[{string.Join(", ", rules)}]";
}
