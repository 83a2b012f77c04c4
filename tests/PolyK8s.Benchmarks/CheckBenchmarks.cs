using System.Collections.Immutable;
using System.Text;
using BenchmarkDotNet.Attributes;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Benchmarks;

/// <summary><c>check</c> over 2,000 manifests in YAML, beside no more than reading them.</summary>
[MemoryDiagnoser]
public class CheckBenchmarks
{
    private const int Manifests = 2_000;

    private readonly Judge _all = new(RuleBook.All);
    private readonly Judge _schema = new(RuleBook.All.Select(["SafeSchema/*"], []));
    private readonly Snapshot _nothing = new(ClusterView.NotGiven, Policies.Strict);
    private ImmutableArray<byte[]> _texts = [];

    /// <summary>A Deployment, a Service and a ConfigMap of everyday size for each application.</summary>
    [GlobalSetup]
    public void SetUp() => _texts = [.. Enumerable.Range(0, Manifests).Select(i => Encoding.UTF8.GetBytes((i % 3) switch { 0 => Deployment(i), 1 => Service(i), _ => ConfigMap(i) }))];

    /// <summary>Reading the texts into trees, one after the other.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Manifests)]
    public int Read() => _texts.Sum(text => ManifestReader.Read(text, "").Manifests.Length);

    /// <summary>Reading and judging by what the API server itself would refuse, beside one another.</summary>
    [Benchmark(OperationsPerInvoke = Manifests)]
    public int CheckSchema() => Checked(_schema);

    /// <summary>Reading and judging by all rules, every object beside all others.</summary>
    [Benchmark(OperationsPerInvoke = Manifests)]
    public int CheckAll() => Checked(_all);

    private int Checked(Judge judge)
    {
        ImmutableArray<Manifest> manifests = [.. _texts.AsParallel().AsOrdered().SelectMany(text => ManifestReader.Read(text, "").Manifests)];
        return Check.Run(new(new(manifests, [])), _nothing, judge).Summary.Denied;
    }

    private static string Deployment(int i) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web-{{i}}
          namespace: shop-{{i % 40}}
          labels: {app.kubernetes.io/name: web-{{i}}, app.kubernetes.io/part-of: shop}
        spec:
          replicas: 3
          selector:
            matchLabels: {app.kubernetes.io/name: web-{{i}}}
          template:
            metadata:
              labels: {app.kubernetes.io/name: web-{{i}}}
            spec:
              serviceAccountName: web
              containers:
              - name: web
                image: registry.example.com/shop/web:1.2.{{i}}
                args: [--log-level=info, --workers=10]
                ports:
                - {name: http, containerPort: 8080}
                - {name: metrics, containerPort: 9090}
                env:
                - {name: COLOR, value: "{{i}}"}
                - name: POD
                  valueFrom: {fieldRef: {fieldPath: metadata.name}}
                resources:
                  requests: {cpu: 250m, memory: 64Mi}
                  limits: {cpu: "1", memory: 256Mi}
                readinessProbe:
                  httpGet: {path: /ready, port: http}
                volumeMounts:
                - {name: config, mountPath: /etc/web, readOnly: true}
              volumes:
              - name: config
                configMap: {name: web-{{i + 2}}}

        """;

    private static string Service(int i) => $$"""
        apiVersion: v1
        kind: Service
        metadata: {name: web-{{i}}, namespace: shop-{{i % 40}}}
        spec:
          selector: {app.kubernetes.io/name: web-{{i - 1}}}
          ports:
          - {name: http, port: 80, targetPort: http}
          - {name: metrics, port: 9090, targetPort: metrics}

        """;

    private static string ConfigMap(int i) => $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web-{{i}}, namespace: shop-{{i % 40}}}
        data:
          web.yaml: |
            listen: 8080
            workers: 10
            name: web-{{i}}
          mode: production

        """;
}
