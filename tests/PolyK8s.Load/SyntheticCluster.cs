using System.Globalization;

namespace PolyK8s.Load;

/// <summary>A cluster as files: at scale 1, 3,200 namespaces, 10,500 Ingresses, 11,000 RoleBindings, 10,000 Pods and what belongs to them.</summary>
/// <remarks>The same numbers give the same cluster; every namespace is like every other, so ten times the scale is ten times the cluster.</remarks>
internal static class SyntheticCluster
{
    private const int Namespaces = 3_200;
    private const int Ingresses = 10_500;
    private const int RoleBindings = 11_000;
    private const int Pods = 10_000;

    /// <summary>Writes the files.</summary>
    /// <param name="folder">The folder, made if it is not there.</param>
    /// <param name="scale">1 for the sizes above.</param>
    public static int Write(string folder, double scale)
    {
        Directory.CreateDirectory(folder);
        var namespaces = Math.Max(1, (int)(Namespaces * scale));
        WriteFile(folder, "namespaces", namespaces, i => $$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{Ns(i)}}","labels":{"kubernetes.io/metadata.name":"{{Ns(i)}}","team":"team-{{i % 50}}"} } }""");
        WriteFile(folder, "service-accounts", namespaces, i => $$"""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"app","namespace":"{{Ns(i)}}"} }""");
        WriteFile(folder, "services", namespaces, i => $$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"app","namespace":"{{Ns(i)}}"},"spec":{"selector":{"app":"app"},"ports":[{"port":80,"targetPort":8080}]} }""");
        WriteFile(folder, "roles", namespaces, i => $$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"reader","namespace":"{{Ns(i)}}"},"rules":[{"apiGroups":[""],"resources":["pods","configmaps"],"verbs":["get","list","watch"]}] }""");
        WriteFile(folder, "rolebindings", (int)(RoleBindings * scale), i => $$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"binding-{{i / namespaces}}","namespace":"{{Ns(i % namespaces)}}"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"reader"},"subjects":[{{Subject(i, namespaces)}}] }""");
        WriteFile(folder, "ingresses", (int)(Ingresses * scale), i => $$"""{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web-{{i / namespaces}}","namespace":"{{Ns(i % namespaces)}}"},"spec":{"rules":[{"host":"h{{i}}.example.com","http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"app","port":{"number":80} } } }]} }]} }""");
        WriteFile(folder, "pods", (int)(Pods * scale), i => $$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"app-{{i / namespaces}}","namespace":"{{Ns(i % namespaces)}}","labels":{"app":"app","pod":"p{{i % 7}}"} },"spec":{"serviceAccountName":"app","containers":[{"name":"app","image":"registry.example/app:1","ports":[{"containerPort":8080}]}]},"status":{"phase":"Running"} }""");
        return 0;
    }

    private static string Ns(int i) => i == 0 ? "shop" : string.Create(CultureInfo.InvariantCulture, $"ns-{i}");

    private static string Subject(int i, int namespaces) => i / namespaces == 0
        ? $$"""{"kind":"ServiceAccount","name":"app","namespace":"{{Ns(i % namespaces)}}"}"""
        : $$"""{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"user-{{i % 500}}"}""";

    // Lists of a thousand: a List counts as one object for the reader's limit of 3 MiB.
    private static void WriteFile(string folder, string name, int count, Func<int, string> json)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(1_000))
        {
            File.WriteAllText(
                Path.Combine(folder, $"{name}-{chunk[0] / 1_000}.json"),
                $$"""{"apiVersion":"v1","kind":"List","items":[{{string.Join(",\n", chunk.Select(json))}}]}""");
        }
    }
}
