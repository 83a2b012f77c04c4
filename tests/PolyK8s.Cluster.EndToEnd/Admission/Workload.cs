namespace PolyK8s.Cluster.EndToEnd.Admission;

/// <summary>The manifests the tests apply.</summary>
public static class Workload
{
    /// <summary>A Deployment.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="serviceAccount">The service account of its Pods.</param>
    /// <param name="dependsOn">Another Deployment of the namespace it waits for, in the annotation of cli-utils; empty for none.</param>
    public static string Deployment(string ns, string name, string serviceAccount = "default", string dependsOn = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{name}}
          namespace: {{ns}}
          annotations:
            {{(dependsOn.Length == 0 ? "team: e2e" : $"config.kubernetes.io/depends-on: apps/namespaces/{ns}/Deployment/{dependsOn}")}}
        spec:
          replicas: 0
          selector:
            matchLabels:
              app: {{name}}
          template:
            metadata:
              labels:
                app: {{name}}
            spec:
              serviceAccountName: {{serviceAccount}}
              containers:
              - name: main
                image: registry.example/{{name}}:1
        ---

        """;

    /// <summary>A service account with these permissions, given in RBAC's own words.</summary>
    public static string ServiceAccount(string ns, string name, string rules) => $$"""
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: {{name}}, namespace: {{ns}}}
        ---
        {{Grant(ns, name, rules, $"{{kind: ServiceAccount, name: {name}, namespace: {ns}}}")}}
        """;

    /// <summary>Permissions of a user in a namespace.</summary>
    public static string User(string ns, string user, string rules) =>
        Grant(ns, user, rules, $"{{kind: User, name: {user}, apiGroup: rbac.authorization.k8s.io}}");

    private static string Grant(string ns, string name, string rules, string subject) => $$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: {{name}}, namespace: {{ns}}}
        rules: {{rules}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: {{name}}, namespace: {{ns}}}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{name}}}
        subjects: [{{subject}}]
        ---

        """;
}
