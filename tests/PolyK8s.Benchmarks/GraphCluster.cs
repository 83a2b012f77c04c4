using System.Globalization;
using System.Text;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Benchmarks;

/// <summary>A cluster of 10,000 Pods, 3,000 workloads with their Services, 20,000 ConfigMaps and Secrets and 10,500 Ingresses in 320 namespaces, or a multiple of it.</summary>
/// <remarks>A multiple has as many more objects of each kind; each of them has as many neighbours as in the single cluster.</remarks>
internal static class GraphCluster
{
    /// <summary>The cluster, as a watched view keeps it.</summary>
    /// <param name="times">How many times as large.</param>
    public static ClusterView Of(int times) => ClusterView.Of(Objects(times));

    /// <summary>One Deployment of it.</summary>
    public static Manifest Deployment(int i, string change = "") => Parsed($$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{{{Meta($"w{i}", i)}}},"spec":{"replicas":3,"selector":{"matchLabels":{"app":"w{{{i}}}"}},"template":{"metadata":{"labels":{"app":"w{{{i}}}","change":"{{{change}}}"}},"spec":{"serviceAccountName":"sa",
        "initContainers":[{"name":"wait","image":"busybox","command":["sh","-c","until nc -z {{{(i % 640 < 320 ? $"w{i + 320}" : "db.example.com")}}} 80; do sleep 1; done"]}],
        "containers":[{"name":"c","image":"example.com/w:1","ports":[{"name":"http","containerPort":8080}],"envFrom":[{"configMapRef":{"name":"c{{{i}}}"}},{"secretRef":{"name":"s{{{i}}}"}}]}]} } } }
        """);

    /// <summary>One Pod of it.</summary>
    public static Manifest Pod(int i)
    {
        var owner = $$""","labels":{"app":"w{{i / 3}}"},"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"w{{i / 3}}","uid":"u","controller":true}]""";
        return Parsed($$$"""{"apiVersion":"v1","kind":"Pod","metadata":{{{Meta($"w{i / 3}-{i}", i / 3, owner)}}},"spec":{"nodeName":"n{{{i % 100}}}","containers":[{"name":"c","ports":[{"name":"http","containerPort":8080}]}]},"status":{"phase":"Running","podIP":"10.0.0.1","conditions":[{"type":"Ready","status":"True"}]} }""");
    }

    /// <summary>One Service of it.</summary>
    public static Manifest Service(int i) => Parsed($$$"""{"apiVersion":"v1","kind":"Service","metadata":{{{Meta($"w{i}", i)}}},"spec":{"selector":{"app":"w{{{i}}}"},"ports":[{"port":80,"targetPort":"http"}]} }""");

    /// <summary>One Ingress of it.</summary>
    public static Manifest Ingress(int i, int workloads = 3_000) => Parsed($$$"""{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{{{Meta($"i{i}", i % workloads)}}},"spec":{"rules":[{"host":"h{{{i}}}.example.com","http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"w{{{i % workloads}}}","port":{"number":80} } } }]} }]} }""");

    /// <summary>One ConfigMap or Secret of it, as metadata.</summary>
    public static Manifest Named(string kind, string letter, int i) => Parsed($$$"""{"apiVersion":"v1","kind":"{{{kind}}}","metadata":{{{Meta($"{letter}{i}", i)}}}}""");

    private static IEnumerable<Manifest> Objects(int times)
    {
        var workloads = 3_000 * times;
        return Enumerable.Range(0, 320).SelectMany(i => new[] { Parsed($$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"n{{i}}"} }"""), Parsed($$"""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"sa","namespace":"n{{i}}"} }""") })
            .Concat(Enumerable.Range(0, workloads).SelectMany(i => new[] { Deployment(i), Service(i) }))
            .Concat(Enumerable.Range(0, 10_000 * times).Select(Pod))
            .Concat(Enumerable.Range(0, 10_000 * times).SelectMany(i => new[] { Named("ConfigMap", "c", i), Named("Secret", "s", i) }))
            .Concat(Enumerable.Range(0, 10_500 * times).Select(i => Ingress(i, workloads)));
    }

    private static string Meta(string name, int i, string more = "") =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"name":"{{name}}","namespace":"n{{i % 320}}","resourceVersion":"{{i}}"{{more}}}""");

    private static Manifest Parsed(string json) => ManifestJson.TryParse(Encoding.UTF8.GetBytes(json), out var node, out var fault) ? new(node) : throw new InvalidOperationException(fault.Problem);
}
