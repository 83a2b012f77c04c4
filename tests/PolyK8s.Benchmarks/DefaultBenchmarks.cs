using System.Text;
using BenchmarkDotNet.Attributes;
using PolyK8s.Engine;
using PolyK8s.Engine.Defaulting;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Benchmarks;

/// <summary>What <c>/mutate</c> does with a Pod: reading it and setting the defaults of a constraint, beside no more than reading it.</summary>
[MemoryDiagnoser]
public class DefaultBenchmarks
{
    private const string Constraint = """
        {"apiVersion":"safety.poly-k8s.io/v1alpha1","kind":"SchemaConstraint","metadata":{"name":"hardened-pods"},"spec":{"match":{"kinds":["Pod"],"namespaceSelector":{"matchLabels":{"hardened":"true"}}},
        "defaults":[{"path":"spec.automountServiceAccountToken","value":false},{"path":"spec.securityContext.seccompProfile","value":{"type":"RuntimeDefault"}},
        {"path":"spec.containers[*].securityContext.allowPrivilegeEscalation","value":false},{"path":"spec.containers[*].securityContext.capabilities","value":{"drop":["ALL"]}},
        {"path":"metadata.labels[app.kubernetes.io/managed-by]","value":"platform"}]}}
        """;

    private const string Namespace = """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop","labels":{"hardened":"true"}}}""";

    private readonly ClusterView _with = ClusterView.Of([One(Encoding.UTF8.GetBytes(Namespace)), One(Encoding.UTF8.GetBytes(Constraint))]);
    private readonly ClusterView _without = ClusterView.Of([One(Encoding.UTF8.GetBytes(Namespace))]);
    private byte[] _pod = [];

    /// <summary>A Pod of two containers, 1.4 KB.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        const string container = """{"name":"webINDEX","image":"registry.example.com/shop/web:1.2.0","imagePullPolicy":"IfNotPresent","args":["--log-level=info","--workers=10"],"ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],"env":[{"name":"COLOR","value":"blue"},{"name":"POD","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],"resources":{"requests":{"cpu":"250m","memory":"64Mi"},"limits":{"cpu":"1","memory":"256Mi"}},"readinessProbe":{"httpGet":{"path":"/ready","port":8080}},"volumeMounts":[{"name":"config","mountPath":"/etc/web","readOnly":true}]}""";
        var containers = string.Join(',', Enumerable.Range(0, 2).Select(i => container.Replace("INDEX", $"{i}", StringComparison.Ordinal)));
        _pod = Encoding.UTF8.GetBytes("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop","labels":{"app.kubernetes.io/name":"web"}},"spec":{"serviceAccountName":"web","containers":[CONTAINERS],"volumes":[{"name":"config","configMap":{"name":"web"}}]}}""".Replace("CONTAINERS", containers, StringComparison.Ordinal));
    }

    /// <summary>Reading the Pod.</summary>
    [Benchmark(Baseline = true)]
    public Manifest Read() => One(_pod);

    /// <summary>Reading it where no constraint is: no patch.</summary>
    [Benchmark]
    public int NoConstraint() => Patched(_without);

    /// <summary>Reading it and setting nine fields.</summary>
    [Benchmark]
    public int Constrained() => Patched(_with);

    private int Patched(ClusterView view) => Defaults.Of(Change.Create(One(_pod)), view)!.Patch.Length;

    private static Manifest One(byte[] json) => ManifestReader.Read(json, "").Manifests[0];
}
