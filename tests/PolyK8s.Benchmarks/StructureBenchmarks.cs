using System.Text;
using BenchmarkDotNet.Attributes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Benchmarks;

/// <summary>The structure of a Deployment of everyday size, beside reading its JSON.</summary>
[MemoryDiagnoser]
public class StructureBenchmarks
{
    private readonly KindSchema _kind = SchemaPack.Newest.Find("apps", "v1", "Deployment")!;
    private byte[] _json = [];
    private ManifestNode _right = ManifestNode.Null;
    private ManifestNode _wrong = ManifestNode.Null;

    /// <summary>A Deployment of 2.7 KB, and the same with six faults.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var text = Deployment();
        _json = Encoding.UTF8.GetBytes(text);
        _right = ManifestReader.Read(_json, "").Manifests[0].Root;
        var wrong = text.Replace("\"replicas\":3", "\"replcias\":3", StringComparison.Ordinal)
            .Replace("\"64Mi\"", "\"64 Mi\"", StringComparison.Ordinal)
            .Replace("\"containerPort\":8080", "\"containerPort\":\"8080\"", StringComparison.Ordinal);
        _wrong = ManifestReader.Read(Encoding.UTF8.GetBytes(wrong), "").Manifests[0].Root;
    }

    /// <summary>Reading the JSON into a tree: what every answer begins with.</summary>
    [Benchmark(Baseline = true)]
    public int Read() => ManifestReader.Read(_json, "").Manifests.Length;

    /// <summary>The structure of the tree: conversion, kernel and the checks it owes.</summary>
    [Benchmark]
    public int Structure() => StructureFindings.Of(_right, _kind).Count();

    /// <summary>The same with faults, and their sentences.</summary>
    [Benchmark]
    public int StructureWithFaults() => StructureFindings.Of(_wrong, _kind).Count();

    private static string Deployment()
    {
        var variables = string.Join(',', Enumerable.Range(0, 6).Select(e => $"{{\"name\":\"VARIABLE_{e}\",\"value\":\"some value {e}\"}}"));
        const string container = """{"name":"webINDEX","image":"registry.example.com/shop/web:1.2.0","imagePullPolicy":"IfNotPresent","args":["--log-level=info","--workers=10"],"ports":[{"name":"http","containerPort":8080,"protocol":"TCP"},{"name":"metrics","containerPort":9090}],"env":[VARIABLES,{"name":"POD","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],"resources":{"requests":{"cpu":"250m","memory":"64Mi"},"limits":{"cpu":"1","memory":"256Mi"}},"livenessProbe":{"httpGet":{"path":"/live","port":"http"},"initialDelaySeconds":5,"periodSeconds":10},"readinessProbe":{"httpGet":{"path":"/ready","port":8080}},"securityContext":{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,"capabilities":{"drop":["ALL"]}},"volumeMounts":[{"name":"config","mountPath":"/etc/web","readOnly":true}]}""";
        var containers = string.Join(',', Enumerable.Range(0, 2).Select(i => container.Replace("INDEX", $"{i}", StringComparison.Ordinal).Replace("VARIABLES", variables, StringComparison.Ordinal)));
        return """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop","labels":{"app.kubernetes.io/name":"web","app.kubernetes.io/part-of":"shop"},"annotations":{"example.com/owner":"team-shop"}},"spec":{"replicas":3,"revisionHistoryLimit":5,"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":0}},"selector":{"matchLabels":{"app.kubernetes.io/name":"web"}},"template":{"metadata":{"labels":{"app.kubernetes.io/name":"web"}},"spec":{"serviceAccountName":"web","terminationGracePeriodSeconds":30,"securityContext":{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}},"containers":[CONTAINERS],"volumes":[{"name":"config","configMap":{"name":"web"}}]}}}}""".Replace("CONTAINERS", containers, StringComparison.Ordinal);
    }
}
