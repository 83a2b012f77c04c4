namespace PolyK8s.Engine.Tests.Validation;

/// <summary>What the server drops, overwrites or leaves to others, and therefore accepts; and what it reads all the same.</summary>
public sealed class UnreadValueTests
{
    private const string Scaler = "metadata: {name: a}\nspec: {maxReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: d}, metrics: ";
    private const string Projected = "volumes: [{name: v, projected: {sources: ";
    private const string Slice = "spec: {driver: d.io, pool: {name: p, generation: 1, resourceSliceCount: 1}, nodeName: node, devices: [{name: a, attributes: {x: ";
    private const string Claim = "spec: {devices: {requests: [{name: r, exactly: {deviceClassName: c}}]}}";

    [Theory]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", Scaler + "[{type: External, external: {metric: {name: m, selector: {matchLabels: {queue: a/b}}}, target: {type: Value, value: 1}}}]}")]
    [InlineData("apps/v1", "StatefulSet", "spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {hostname: A_B, subdomain: a.b, containers: [{name: a, image: b}]}}}")]
    [InlineData("discovery.k8s.io/v1", "EndpointSlice", "addressType: IPv4\nendpoints: [{addresses: [10.0.0.1], deprecatedTopology: {a: /b}}]")]
    [InlineData("resource.k8s.io/v1", "ResourceSlice", Slice + "{string: a, strings: [b]}}}]}")]
    [InlineData("resource.k8s.io/v1", "ResourceClaimTemplate", "spec: {metadata: {namespace: ''}, " + Claim + "}")]
    [InlineData("coordination.k8s.io/v1", "Lease", "metadata: {name: a, finalizers: [mine]}")]
    [InlineData("node.k8s.io/v1", "RuntimeClass", "metadata: {name: a, finalizers: [mine]}\nhandler: h")]
    public void Is_accepted(string apiVersion, string kind, string body) => Assert.Empty(Server.Says(apiVersion, kind, body));

    [Theory]
    [InlineData("[{clusterTrustBundle: {}}]")]
    [InlineData("[{secret: {name: s}, clusterTrustBundle: {name: b, path: p}}]")]
    [InlineData("[{podCertificate: {}, downwardAPI: {}}]")]
    public void Sources_of_volumes_that_are_off_are_not_read(string sources) => Assert.Empty(Server.SaysOfPod(Projected + sources + "}}]"));

    [Theory]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", Scaler + "[{type: ContainerResource, containerResource: {name: cpu, container: a.b, target: {type: Utilization, averageUtilization: 50}}}]}", "spec.metrics[0].containerResource.container: Invalid value: \"a.b\": must not contain dots")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", Scaler + "[{type: ContainerResource, containerResource: {name: disk, container: a, target: {type: Utilization, averageUtilization: 50}}}]}", "spec.metrics[0].containerResource.name: Invalid value: \"disk\": must be a standard resource for containers")]
    [InlineData("resource.k8s.io/v1", "ResourceSlice", Slice + "{strings: [b]}}}]}", "spec.devices[0].attributes[x]: Invalid value: \"\": exactly one value must be specified")]
    [InlineData("resource.k8s.io/v1", "ResourceClaimTemplate", "spec: {metadata: {creationTimestamp: '2026-01-01T00:00:00Z'}, " + Claim + "}", "spec.metadata.creationTimestamp: Forbidden: cannot be set")]
    [InlineData("apps/v1", "ControllerRevision", "data: [a]\nrevision: 1", "data: Required value: data must be a valid JSON object")]
    public void Is_refused(string apiVersion, string kind, string body, string error) => Assert.Contains(error, Server.Says(apiVersion, kind, body));

    [Fact]
    public void White_space_around_a_quantity_is_left_out() =>
        Assert.Empty(new PolyK8s.Engine.Schemas.Formats.QuantityFormat().Problems(PolyK8s.Engine.Manifests.ManifestNode.Of(" 1Gi ")));
}
