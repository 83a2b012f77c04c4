using System.Text;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Mutation;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Tests.Mutation;

/// <summary>Which updates are refused, and in which words. An empty error is none.</summary>
public sealed class UpdateValidationTests
{
    [Theory]
    [InlineData("apps/v1", "DaemonSet", "spec: {selector: {matchLabels: {a: b}}}", "spec: {selector: {matchLabels: {a: c}}}", "spec.selector: Invalid value: {\"matchLabels\":{\"a\":\"c\"}}: field is immutable")]
    [InlineData("storage.k8s.io/v1", "StorageClass", "provisioner: a.b", "provisioner: a.c", "provisioner: Forbidden: updates to provisioner are forbidden.")]
    [InlineData("storage.k8s.io/v1", "StorageClass", "{provisioner: a.b, volumeBindingMode: Immediate}", "provisioner: a.b", "")]
    [InlineData("v1", "ConfigMap", "{immutable: true, data: {a: b}}", "{data: {a: b}}", "immutable: Forbidden: field is immutable when `immutable` is set")]
    [InlineData("v1", "ConfigMap", "{data: {a: b}}", "{immutable: true, data: {a: c}}", "")]
    [InlineData("v1", "Service", "spec: {type: LoadBalancer, loadBalancerClass: a/b}", "spec: {type: LoadBalancer, loadBalancerClass: a/c}", "spec.loadBalancerClass: Invalid value: \"a/c\": may not change once set")]
    [InlineData("v1", "Service", "spec: {type: LoadBalancer, loadBalancerClass: a/b}", "spec: {type: ClusterIP}", "")]
    [InlineData("v1", "Node", "spec: {providerID: a}", "spec: {}", "spec.providerID: Forbidden: node updates may not change providerID except from \"\" to valid")]
    [InlineData("v1", "Node", "spec: {}", "spec: {providerID: a}", "")]
    [InlineData("v1", "Pod", "spec: {activeDeadlineSeconds: 9}", "spec: {activeDeadlineSeconds: 10}", "spec.activeDeadlineSeconds: Invalid value: 10: must be less than or equal to previous value")]
    [InlineData("v1", "Pod", "spec: {activeDeadlineSeconds: 9}", "spec: {activeDeadlineSeconds: 8}", "")]
    [InlineData("v1", "Pod", "spec: {schedulingGates: [{name: a}]}", "spec: {schedulingGates: [{name: b}]}", "spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'b'")]
    [InlineData("v1", "Pod", "spec: {schedulingGates: [{name: a}]}", "spec: {}", "")]
    [InlineData("v1", "Pod", "spec: {tolerations: [{key: a}]}", "spec: {}", "spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds")]
    [InlineData("batch/v1", "Job", "spec: {completionMode: Indexed, completions: 2, parallelism: 2}", "spec: {completionMode: Indexed, completions: 3, parallelism: 3}", "")]
    [InlineData("batch/v1", "Job", "spec: {completionMode: Indexed, completions: 2, parallelism: 2}", "spec: {completionMode: Indexed, completions: 3, parallelism: 2}", "spec.completions: Invalid value: 3: can only be modified in tandem with spec.parallelism")]
    [InlineData("v1", "PersistentVolumeClaim", "spec: {}", "spec: {volumeName: a}", "")]
    [InlineData("storage.k8s.io/v1", "CSIDriver", "spec: {}", "spec: {attachRequired: false}", "spec.attachedRequired: Invalid value: false: field is immutable")]
    [InlineData("storage.k8s.io/v1", "CSIDriver", "spec: {attachRequired: true}", "spec: {}", "")]
    [InlineData("v1", "Secret", "type: example.com/a", "data: {}", "type: Invalid value: \"Opaque\": field is immutable")]
    [InlineData("v1", "Secret", "type: Opaque", "data: {}", "")]
    [InlineData("v1", "Secret", "data: {}", "type: ''", "")]
    [InlineData("storage.k8s.io/v1", "CSINode", "spec: {drivers: [{name: a, nodeID: x, allocatable: {count: 1}}]}", "spec: {drivers: [{name: a, nodeID: x}, {name: b, nodeID: y}]}", "")]
    [InlineData("storage.k8s.io/v1", "CSINode", "spec: {drivers: [{name: a, nodeID: x}]}", "spec: {drivers: [{name: a, nodeID: z}]}", "spec.drivers: Invalid value: {\"name\":\"a\",\"nodeID\":\"z\"}: field is immutable")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", "spec: {group: a.io, scope: Cluster, names: {kind: A, plural: as}}", "spec: {group: a.io, scope: Namespaced, names: {kind: B, plural: as}}", "")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", "{spec: {scope: Cluster, names: {kind: A}}, status: {conditions: [{type: Established, status: 'True'}]}}", "spec: {scope: Namespaced, names: {kind: B}}", "spec.scope: Invalid value: \"Namespaced\": field is immutable\nspec.names.kind: Invalid value: \"B\": field is immutable")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", "spec: {group: a.io, names: {plural: as}}", "spec: {group: b.io, names: {plural: bs}}", "spec.group: Invalid value: \"b.io\": field is immutable\nspec.names.plural: Invalid value: \"bs\": field is immutable")]
    [InlineData("v1", "Service", "spec: {clusterIPs: [10.0.0.1, 'fd00::1']}", "spec: {clusterIPs: [10.0.0.1, 'fd00::2']}", "spec.clusterIPs[1]: Invalid value: [\"10.0.0.1\",\"fd00::2\"]: may not change once set")]
    [InlineData("v1", "Service", "spec: {type: LoadBalancer}", "spec: {type: LoadBalancer, loadBalancerClass: a/b}", "spec.loadBalancerClass: Invalid value: \"a/b\": may not change once set")]
    [InlineData("v1", "Service", "spec: {type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30001}", "spec: {type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30002}", "spec.healthCheckNodePort: Forbidden: field is immutable")]
    [InlineData("v1", "Service", "spec: {type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30001}", "spec: {type: LoadBalancer, externalTrafficPolicy: Local}", "")]
    [InlineData("v1", "Pod", "spec: {nodeSelector: {a: b}, schedulingGates: [{name: a}]}", "spec: {nodeSelector: {a: c}, schedulingGates: [{name: a}]}", "spec.nodeSelector: Invalid value: {\"a\":\"c\"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)")]
    [InlineData("v1", "Pod", "spec: {nodeSelector: {a: b}, schedulingGates: [{name: a}]}", "spec: {nodeSelector: {a: b, c: d}}", "")]
    [InlineData("v1", "Pod", "spec: {schedulingGates: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}]}]}}}}", "spec: {schedulingGates: [{name: a}]}", "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Invalid value: null: no additions/deletions to non-empty NodeSelectorTerms list are allowed")]
    [InlineData("v1", "Pod", "spec: {schedulingGates: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}]}]}}}}", "spec: {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}, {key: b, operator: Exists}]}]}}}}", "")]
    [InlineData("v1", "Pod", "spec: {containers: [{name: a, image: x, env: [{name: A, valueFrom: {fieldRef: {apiVersion: v1, fieldPath: metadata.name}}}], livenessProbe: {httpGet: {path: /, port: 1}}}]}", "spec: {containers: [{name: a, image: x, env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}], livenessProbe: {httpGet: {port: 1}}}]}", "")]
    [InlineData("v1", "Pod", "spec: {hostNetwork: true, containers: [{name: a, image: x, ports: [{containerPort: 80, hostPort: 80}]}]}", "spec: {hostNetwork: true, containers: [{name: a, image: x, ports: [{containerPort: 80}]}]}", "")]
    [InlineData("v1", "ResourceQuota", "spec: {scopeSelector: {matchExpressions: [{scopeName: BestEffort, operator: Exists}]}}", "spec: {}", "")]
    [InlineData("v1", "Node", "spec: {externalID: a}", "spec: {externalID: b}", "spec.externalID: Forbidden: may not be updated")]
    [InlineData("v1", "Secret", "{immutable: true, data: {a: eA==}}", "{immutable: true, data: {a: eA==}, stringData: {a: y}}", "data: Forbidden: field is immutable when `immutable` is set")]
    [InlineData("v1", "Secret", "{immutable: true, data: {a: eA==}}", "{immutable: true, data: {a: eA==}, stringData: {a: x}}", "")]
    [InlineData("v1", "PersistentVolume", "spec: {csi: {driver: a, volumeHandle: h}}", "spec: {csi: {driver: a, volumeHandle: i, controllerExpandSecretRef: {name: s}}}", "spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation")]
    [InlineData("v1", "PersistentVolume", "spec: {csi: {driver: a, volumeHandle: h}}", "spec: {csi: {driver: a, volumeHandle: h, controllerExpandSecretRef: {name: s}}}", "")]
    [InlineData("v1", "PersistentVolume", "spec: {nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: failure-domain.beta.kubernetes.io/zone, operator: Exists}]}]}}}", "spec: {nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: topology.kubernetes.io/zone, operator: Exists}]}]}}}", "")]
    [InlineData("v1", "PersistentVolume", "spec: {nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}]}]}}}", "spec: {}", "nodeAffinity: Invalid value: null: field is immutable, except for updating from beta label to GA")]
    [InlineData("v1", "PersistentVolume", "spec: {volumeAttributesClassName: a}", "spec: {}", "spec.volumeAttributesClassName: Forbidden: update from non-nil value to nil is forbidden")]
    [InlineData("v1", "PersistentVolumeClaim", "{spec: {volumeAttributesClassName: a}, status: {phase: Bound, currentVolumeAttributesClassName: a}}", "spec: {}", "spec.volumeAttributesClassName: Forbidden: update to nil is forbidden when status.currentVolumeAttributesClassName is not nil")]
    [InlineData("storage.k8s.io/v1", "StorageClass", "{provisioner: a.b, reclaimPolicy: Delete}", "{provisioner: a.b, reclaimPolicy: ''}", "reclaimPolicy: Forbidden: updates to reclaimPolicy are forbidden.")]
    [InlineData("scheduling.k8s.io/v1", "PriorityClass", "value: 5", "value: 6", "value: Forbidden: may not be changed in an update.")]
    [InlineData("networking.k8s.io/v1", "ServiceCIDR", "spec: {cidrs: [10.0.0.0/24]}", "spec: {cidrs: [10.0.0.0/24, 'fd00::/112']}", "")]
    [InlineData("networking.k8s.io/v1", "ServiceCIDR", "spec: {cidrs: [10.0.0.0/24]}", "spec: {cidrs: [10.1.0.0/24]}", "spec.cidrs[0]: Invalid value: \"10.1.0.0/24\": field is immutable")]
    [InlineData("networking.k8s.io/v1", "ServiceCIDR", "spec: {cidrs: [10.0.0.0/24, 'fd00::/112']}", "spec: {cidrs: [10.0.0.0/24]}", "spec.cidrs: Invalid value: [\"10.0.0.0/24\"]: field is immutable")]
    [InlineData("events.k8s.io/v1", "Event", "{note: a, regarding: {kind: Pod}}", "{note: b, regarding: {kind: Pod}}", "message: Invalid value: \"b\": field is immutable")]
    [InlineData("events.k8s.io/v1", "Event", "eventTime: '2026-01-01T00:00:00.1234561Z'", "eventTime: '2026-01-01T00:00:00.123456Z'", "")]
    [InlineData("events.k8s.io/v1", "Event", "eventTime: '2026-01-01T00:00:00.123457Z'", "eventTime: '2026-01-01T00:00:00.123456Z'", "eventTime: Invalid value: \"2026-01-01T00:00:00.123456Z\": field is immutable")]
    [InlineData("batch/v1", "Job", "{spec: {suspend: true, template: {metadata: {labels: {a: b}}}}, status: {active: 0}}", "spec: {suspend: true, template: {metadata: {labels: {a: c}}}}", "")]
    [InlineData("batch/v1", "Job", "spec: {suspend: true, template: {metadata: {name: a}}}", "spec: {suspend: true, template: {metadata: {name: b}}}", "")]
    [InlineData("batch/v1", "Job", "{spec: {suspend: true, template: {metadata: {labels: {a: b}}}}, status: {active: 1}}", "spec: {suspend: true, template: {metadata: {labels: {a: c}}}}", "spec.template: Invalid value: {\"metadata\":{\"labels\":{\"a\":\"c\"}}}: field is immutable")]
    [InlineData("v1", "ConfigMap", "{immutable: true, data: {a: b}}", "{immutable: true, data: {a: b}, binaryData: {}}", "binaryData: Forbidden: field is immutable when `immutable` is set")]
    [InlineData("v1", "PersistentVolumeClaim", "spec: {}", "spec: {selector: {}}", "spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims")]
    [InlineData("resource.k8s.io/v1", "ResourceClaim", "spec: {devices: {requests: [{name: a, exactly: {deviceClassName: c, adminAccess: false}}]}}", "spec: {devices: {requests: [{name: a, exactly: {deviceClassName: c}}]}}", "spec: Invalid value: {\"devices\":{\"requests\":[{\"name\":\"a\",\"exactly\":{\"deviceClassName\":\"c\"}}]}}: field is immutable")]
    [InlineData("resource.k8s.io/v1", "ResourceClaim", "spec: {devices: {requests: [{name: a, exactly: {deviceClassName: c, capacity: {}}}]}}", "spec: {devices: {requests: [{name: a, exactly: {deviceClassName: c}}]}}", "spec: Invalid value: {\"devices\":{\"requests\":[{\"name\":\"a\",\"exactly\":{\"deviceClassName\":\"c\"}}]}}: field is immutable")]
    [InlineData("v1", "Pod", "spec: {containers: [{name: a, image: b, lifecycle: {preStop: {sleep: {seconds: 1}}}}]}", "spec: {containers: [{name: a, image: b, lifecycle: {stopSignal: SIGHUP, preStop: {sleep: {seconds: 1}}}}]}", "")]
    [InlineData("v1", "Pod", "spec: {containers: [{name: a, image: b}]}", "spec: {containers: [{name: a, image: b, lifecycle: {stopSignal: SIGHUP}}]}", "")]
    public void Says_what_the_server_says(string version, string kind, string before, string after, string error) =>
        Assert.Equal(error, string.Join('\n', UpdateValidation.Of(Object(version, kind, before), Object(version, kind, after))));

    [Theory]
    [InlineData("policy/v1", "PodDisruptionBudget", "uid: a", "metadata.resourceVersion: Invalid value: 0: must be specified for an update")]
    [InlineData("shop.example.com/v1", "Basket", "uid: a", "metadata.resourceVersion: Invalid value: 0: must be specified for an update")]
    [InlineData("policy/v1", "PodDisruptionBudget", "labels: {}", "")]
    [InlineData("policy/v1", "PodDisruptionBudget", "{uid: a, resourceVersion: '7'}", "")]
    [InlineData("v1", "ConfigMap", "uid: a", "")]
    public void Asks_for_the_version_where_the_server_does(string version, string kind, string given, string error)
    {
        var metadata = given is ['{', ..] ? given[1..^1] : given;
        var before = Read($"{{apiVersion: {version}, kind: {kind}, metadata: {{name: a, uid: a, resourceVersion: '7'}}}}");
        Assert.Equal(error, string.Join('\n', UpdateValidation.Of(before, Read($"{{apiVersion: {version}, kind: {kind}, metadata: {{name: a, {metadata}}}}}"))));
    }

    [Theory]
    [InlineData("uid: b", "metadata.uid: Invalid value: \"b\": field is immutable")]
    [InlineData("namespace: other", "metadata.namespace: Invalid value: \"other\": field is immutable")]
    [InlineData("labels: {a: b}", "")]
    [InlineData("deletionTimestamp: '2026-01-01T00:00:00Z'", "metadata.deletionTimestamp: Invalid value: \"2026-01-01T00:00:00Z\": field is immutable")]
    [InlineData("deletionGracePeriodSeconds: 5", "metadata.deletionGracePeriodSeconds: Invalid value: 5: field is immutable")]
    public void Keeps_what_identifies_an_object(string given, string error)
    {
        var before = Read("{apiVersion: v1, kind: ConfigMap, metadata: {name: shop, namespace: web, uid: a}}");
        Assert.Equal(error, string.Join('\n', UpdateValidation.Of(before, Read($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: shop, {given}}}}}"))));
    }

    [Theory]
    [InlineData("ConfigMap", "finalizers: [a/b]", "finalizers: [a/b, a/c]", "")]
    [InlineData("Pod", "annotations: {container.apparmor.security.beta.kubernetes.io/a: unconfined}", "labels: {}", "metadata.annotations[container.apparmor.security.beta.kubernetes.io/a]: Forbidden: may not remove or update AppArmor annotations")]
    [InlineData("Pod", "labels: {}", "annotations: {kubernetes.io/config.mirror: a}", "metadata.annotations[kubernetes.io/config.mirror]: Forbidden: may not add mirror pod annotation")]
    [InlineData("PersistentVolumeClaim", "annotations: {volume.beta.kubernetes.io/storage-class: a}", "annotations: {volume.beta.kubernetes.io/storage-class: b}", "metadata.annotations.volume.beta.kubernetes.io/storage-class: Invalid value: \"b\": field is immutable")]
    [InlineData("Namespace", "labels: {}", "namespace: somewhere", "")]
    public void Keeps_what_the_metadata_says(string kind, string before, string after, string error) => Assert.Equal(error, string.Join('\n', UpdateValidation.Of(
        Read($"{{apiVersion: v1, kind: {kind}, metadata: {{name: shop, {before}}}}}"), Read($"{{apiVersion: v1, kind: {kind}, metadata: {{name: shop, {after}}}}}"))));

    [Theory]
    [InlineData("Node", "status: {capacity: {pods: 1}}", "status: {capacity: {pods: -1}}", "")]
    [InlineData("Namespace", "spec: {finalizers: [kubernetes]}", "spec: {finalizers: [mine]}", "")]
    [InlineData("Endpoints", "subsets: [{ports: [{port: 80}]}]", "{labels: {}, subsets: [{ports: [{port: 80}]}]}", "")]
    [InlineData("Service", "spec: {type: ClusterIP, clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv4], ipFamilyPolicy: SingleStack}", "spec: {type: ExternalName, externalName: a.b, clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv4], ipFamilyPolicy: SingleStack}", "")]
    [InlineData("Service", "spec: {type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30001}", "spec: {type: LoadBalancer, externalTrafficPolicy: Cluster, healthCheckNodePort: 30001, ports: [{port: 80}]}", "")]
    public void Holds_an_update_to_what_the_server_makes_of_it(string kind, string before, string after, string error) =>
        Assert.Equal(error, string.Join('\n', FieldValidation.Of(Object("v1", kind, after), Object("v1", kind, before))));

    [Fact]
    public void Adds_nothing_a_deletion_waits_for()
    {
        var before = Read("{apiVersion: v1, kind: ConfigMap, metadata: {name: shop, deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: [a.io/a]}}");
        var after = Read("{apiVersion: v1, kind: ConfigMap, metadata: {name: shop, deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: [a.io/a, a.io/b]}}");
        Assert.Equal("metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{\"a.io/b\"}", Assert.Single(UpdateValidation.Of(before, after)).ToString());
    }

    [Theory]
    [InlineData("FlowSchema", "catch-all", 1)]
    [InlineData("FlowSchema", "mine", 0)]
    [InlineData("PriorityLevelConfiguration", "exempt", 1)]
    public void Keeps_what_the_server_made(string kind, string name, int errors)
    {
        var start = $"apiVersion: flowcontrol.apiserver.k8s.io/v1, kind: {kind}, metadata: {{name: {name}}}";
        Assert.Equal(errors, UpdateValidation.Of(Read($"{{{start}, spec: {{type: Exempt}}}}"), Read($"{{{start}, spec: {{type: Limited}}}}")).Length);
    }

    private static Manifest Object(string version, string kind, string rest) =>
        Read($"{{apiVersion: {version}, kind: {kind}, metadata: {{name: shop}}, {rest.TrimStart('{')}{(rest.StartsWith('{') ? "" : "}")}");

    private static Manifest Read(string yaml) => ManifestReader.Read(Encoding.UTF8.GetBytes(yaml), "test").Manifests.Single();
}
