namespace PolyK8s.Engine.Tests.Validation;

/// <summary>What the server drops, overwrites or leaves to others, and therefore accepts; and what it reads all the same.</summary>
public sealed class UnreadValueTests
{
    private const string Scaler = "metadata: {name: a}\nspec: {maxReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: d}, metrics: ";
    private const string Projected = "volumes: [{name: v, projected: {sources: ";
    private const string Slice = "spec: {driver: d.io, pool: {name: p, generation: 1, resourceSliceCount: 1}, nodeName: node, devices: [{name: a, attributes: {x: ";
    private const string Definition =
        "metadata: {name: as.a.io}\nspec: {group: a.io, scope: Cluster, names: {plural: as, singular: a, kind: A, listKind: AList}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {";
    private const string Claim = "spec: {devices: {requests: [{name: r, exactly: {deviceClassName: c}}]}}";

    [Theory]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", Scaler + "[{type: External, external: {metric: {name: m, selector: {matchLabels: {queue: a/b}}}, target: {type: Value, value: 1}}}]}")]
    [InlineData("apps/v1", "StatefulSet", "spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {hostname: A_B, subdomain: a.b, containers: [{name: a, image: b}]}}}")]
    [InlineData("apps/v1", "StatefulSet", "spec: {selector: {matchLabels: {a: b}}, updateStrategy: {rollingUpdate: {maxUnavailable: x}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}")]
    [InlineData("policy/v1", "PodDisruptionBudget", "metadata: {generateName: ..}\nspec: {selector: {}}")]
    [InlineData("v1", "ConfigMap", "metadata: {name: a, ownerReferences: [{apiVersion: v1, kind: Pod, name: a, uid: a, controller: true}, {apiVersion: v1, kind: Pod, name: a, uid: a, controller: true}]}")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", Definition + "x: {patternProperties: {}, x-kubernetes-int-or-string: true, anyOf: [{type: integer, nullable: false, pattern: '', enum: [], oneOf: null}, {type: string, patternProperties: {}}]}}}}}]}")]
    [InlineData("resource.k8s.io/v1", "DeviceClass", "metadata: {name: a, generateName: A_b}\nspec: {}")]
    [InlineData("v1", "Pod", "spec: {containers: [{name: a, image: b}], initContainers: [{name: c, image: b, lifecycle: {stopSignal: SIGTERM}}]}")]
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
    [InlineData("rbac.authorization.k8s.io/v1", "Role", "metadata: {generateName: ..}", "metadata.generateName: Invalid value: \"..\": may not be '..'")]
    [InlineData("v1", "ConfigMap", "metadata: {name: a, ownerReferences: [{apiVersion: v1, kind: Pod, name: a, uid: a, controller: true}, {apiVersion: v1, kind: Pod, name: b, uid: b, controller: true}]}", "metadata.ownerReferences: Invalid value: [{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"name\":\"a\",\"uid\":\"a\",\"controller\":true},{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"name\":\"b\",\"uid\":\"b\",\"controller\":true}]: Only one reference can have Controller set to true. Found \"true\" in references for a and b")]
    [InlineData("v1", "Pod", "spec: {hostUsers: false, hostNetwork: true, containers: [{name: a, image: b}]}", "spec.hostNetwork: Forbidden: when `hostUsers` is false")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", Definition + "x: {type: object, additionalItems: {}}}}}}]}", "spec.validation.openAPIV3Schema.properties[x].additionalItems: Forbidden: additionalItems is not supported")]
    [InlineData("resource.k8s.io/v1", "DeviceClass", "metadata: {generateName: A_b}\nspec: {extendedResourceName: a}", "spec.extendedResourceName: Invalid value: \"a\": must be a valid extended resource name")]
    [InlineData("v1", "Pod", "spec: {containers: [{name: a, image: b}], initContainers: [{name: c, image: b, lifecycle: {stopSignal: SIGTERM, preStop: {sleep: {seconds: 1}}}}]}", "spec.initContainers[0].lifecycle: Forbidden: may not be set for init containers without restartPolicy=Always")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", "metadata: {name: as.a.io, namespace: a/b}\nspec: {group: a.io, scope: Cluster, names: {plural: as, singular: a, kind: A, listKind: AList}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, $schema: x}}}]}", "spec.validation.openAPIV3Schema: Invalid value: \"\": OpenAPIV3Schema 'schema' is not supported")]
    public void Is_refused(string apiVersion, string kind, string body, string error) => Assert.Contains(error, Server.Says(apiVersion, kind, body));

    [Theory]
    [InlineData("v1", "ConfigMap", "", false)]
    [InlineData("apps/v1", "Deployment", "spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}", true)]
    public void The_prefix_of_a_generated_name_is_read_again_on_updates_of_some_kinds(string apiVersion, string kind, string body, bool accepted)
    {
        var head = $"apiVersion: {apiVersion}\nkind: {kind}\n{body}\n";
        Assert.Equal(accepted, Server.SaysOfUpdate(head + "metadata: {name: a}", head + "metadata: {name: a, generateName: A_b}").Length == 0);
    }

    [Theory]
    [InlineData(" 1Gi ", true)]
    [InlineData("1\n", false)]
    public void Spaces_around_a_quantity_are_left_out(string text, bool accepted) =>
        Assert.Equal(accepted, !new PolyK8s.Engine.Schemas.Formats.QuantityFormat().Problems(PolyK8s.Engine.Manifests.ManifestNode.Of(text)).Any());
}
