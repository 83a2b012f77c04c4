namespace PolyK8s.Engine.Tests.Validation;

public sealed class ClusterObjectTests
{
    [Theory]
    [InlineData("v1", "ConfigMap", "data: {a/b: x}", "data[a/b]: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')")]
    [InlineData("v1", "ConfigMap", "data: {a: x}\nbinaryData: {a: eA==}", "data[a]: Invalid value: \"a\": duplicate of key present in binaryData")]
    [InlineData("v1", "Secret", "type: kubernetes.io/tls\ndata: {tls.crt: eA==}", "data[tls.key]: Required value")]
    [InlineData("v1", "Secret", "type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: '[]'}", "data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": json: cannot unmarshal into Go value of type map[string]interface {}")]
    [InlineData("v1", "Secret", "type: kubernetes.io/ssh-auth", "data[ssh-privatekey]: Required value")]
    [InlineData("v1", "Namespace", "spec: {finalizers: [mine]}", "spec.finalizers: Invalid value: \"mine\": name is neither a standard finalizer name nor is it fully qualified")]
    [InlineData("v1", "Node", "spec: {podCIDR: 10.0.0.1/24}", "spec.podCIDRs[0]: Invalid value: \"10.0.0.1/24\": must not have bits set beyond the prefix length")]
    [InlineData("v1", "ResourceQuota", "spec: {hard: {pods: 1.5}}", "spec.hard[pods]: Invalid value: \"1500m\": must be an integer")]
    [InlineData("v1", "ResourceQuota", "spec: {scopes: [BestEffort], hard: {requests.cpu: 1}}", "spec.scopes: Invalid value: [\"BestEffort\"]: unsupported scope applied to resource")]
    [InlineData("v1", "LimitRange", "spec: {limits: [{type: Pod, default: {cpu: 1}}]}", "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'")]
    [InlineData("v1", "LimitRange", "spec: {limits: [{type: Pod, min: {cpu: 2}, max: {cpu: 1}}]}", "spec.limits[0].min[cpu]: Invalid value: \"2\": min value 2 is greater than max value 1")]
    [InlineData("v1", "PersistentVolume", "spec: {accessModes: [ReadWriteOnce], capacity: {storage: 1Gi}, local: {path: /d}}", "spec.local.nodeAffinity: Required value: Local volume requires node affinity")]
    [InlineData("v1", "PersistentVolumeClaim", "spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, dataSource: {kind: Snapshot, name: s}}", "spec.dataSource: Invalid value: \"Snapshot\": must be 'PersistentVolumeClaim' when referencing the default apiGroup")]
    [InlineData("v1", "Endpoints", "subsets: [{ports: [{port: 80}]}]", "subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`")]
    [InlineData("storage.k8s.io/v1", "StorageClass", "provisioner: a.io/b\nreclaimPolicy: Recycle", "reclaimPolicy: Unsupported value: \"Recycle\": supported values: \"Delete\", \"Retain\"")]
    [InlineData("storage.k8s.io/v1", "CSIDriver", "spec: {fsGroupPolicy: Some}", "spec.fsGroupPolicy: Unsupported value: \"Some\": supported values: \"File\", \"None\", \"ReadWriteOnceWithFSType\"")]
    [InlineData("networking.k8s.io/v1", "Ingress", "spec: {rules: [{host: 10.0.0.1, http: {paths: [{pathType: Prefix, path: /, backend: {service: {name: s, port: {number: 80}}}}]}}]}", "spec.rules[0].host: Invalid value: \"10.0.0.1\": must be a DNS name, not an IP address")]
    [InlineData("networking.k8s.io/v1", "Ingress", "spec: {defaultBackend: {service: {name: s, port: {name: http, number: 80}}}}", "spec.defaultBackend: Invalid value: \"\": cannot set both port name & port number")]
    [InlineData("networking.k8s.io/v1", "Ingress", "spec: {rules: [{http: {paths: [{pathType: Exact, path: /a//b, backend: {service: {name: s, port: {number: 80}}}}]}}]}", "spec.rules[0].http.paths[0].path: Invalid value: \"/a//b\": must not contain '//'")]
    [InlineData("networking.k8s.io/v1", "IngressClass", "spec: {controller: a.io/b, parameters: {kind: K, name: p, scope: Namespace}}", "spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "spec: {podSelector: {}, ingress: [{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}]}", "spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer")]
    [InlineData("rbac.authorization.k8s.io/v1", "Role", "rules: [{verbs: [get], nonResourceURLs: [/healthz]}]", "rules[0].nonResourceURLs: Invalid value: [\"/healthz\"]: namespaced rules cannot apply to non-resource URLs")]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", "aggregationRule: {}", "aggregationRule.clusterRoleSelectors: Required value: at least one clusterRoleSelector required if aggregationRule is non-nil")]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "roleRef: {kind: ClusterRole, name: r}\nsubjects: [{kind: ServiceAccount, name: s}]", "subjects[0].namespace: Required value")]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: {minAvailable: 101%}", "spec.minAvailable: Invalid value: \"101%\": must not be greater than 100%")]
    [InlineData("discovery.k8s.io/v1", "EndpointSlice", "addressType: IPv6\nendpoints: [{addresses: [10.0.0.1]}]", "endpoints[0].addresses[0]: Invalid value: \"10.0.0.1\": must be an IPv6 address")]
    [InlineData("scheduling.k8s.io/v1", "PriorityClass", "value: 2000000000", "value: Forbidden: maximum allowed value of a user defined priority is 1000000000")]
    [InlineData("coordination.k8s.io/v1", "Lease", "spec: {leaseDurationSeconds: 0}", "spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "spec: {maxReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: d}, behavior: {scaleUp: {policies: [{type: Pods, value: 0, periodSeconds: 1}]}}}", "spec.behavior.scaleUp.policies[0].value: Invalid value: 0: must be greater than zero")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "spec: {maxReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: d}, metrics: [{type: Pods, pods: {metric: {name: m}, target: {type: AverageValue, averageValue: 0}}}]}", "spec.metrics[0].pods.target.averageValue: Invalid value: \"0\": must be positive|spec.metrics[0].pods.target.averageValue: Required value: must specify a positive target averageValue")]
    [InlineData("resource.k8s.io/v1", "ResourceClaim", "spec: {devices: {requests: [{name: r, exactly: {deviceClassName: c, allocationMode: All, count: 1}}]}}", "spec.devices.requests[0].exactly.count: Invalid value: 1: must not be specified when allocationMode is 'All'")]
    [InlineData("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", "spec: {policyName: p, validationActions: [Deny, Warn]}", "spec.validationActions: Invalid value: [\"Deny\",\"Warn\"]: must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)")]
    [InlineData("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "webhooks: [{name: a.example.com, sideEffects: Some, admissionReviewVersions: [v1], clientConfig: {service: {name: s, namespace: hooks}}}]", "webhooks[0].sideEffects: Unsupported value: \"Some\": supported values: \"None\", \"NoneOnDryRun\"")]
    [InlineData("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "webhooks: [{name: a.example, sideEffects: None, admissionReviewVersions: [v1], clientConfig: {service: {name: s, namespace: hooks}}}]", "webhooks[0].name: Invalid value: \"a.example\": should be a domain with at least three segments separated by dots")]
    [InlineData("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "webhooks: [{name: a.example.com, sideEffects: None, admissionReviewVersions: [v2], clientConfig: {url: 'https://a.example.com'}}]", "webhooks[0].admissionReviewVersions: Invalid value: [\"v2\"]: must include at least one of v1, v1beta1")]
    public void Is_refused(string apiVersion, string kind, string body, string errors) => Assert.Equal(errors.Split('|'), Server.Says(apiVersion, kind, body));

    [Theory]
    [InlineData("v1", "LimitRange", "metadata: {generateName: ''}\nspec: {limits: []}")]
    [InlineData("example.com/v1", "Basket", "metadata: {name: a.b}\nspec: {replicas: -1}")]
    [InlineData("gateway.networking.k8s.io/v1", "Gateway", "spec: {}")]
    [InlineData("v1", "Event", "metadata: {name: UPPER}\ninvolvedObject: {}")]
    [InlineData("rbac.authorization.k8s.io/v1", "Role", "metadata: {name: 'system:Reader'}\nrules: []")]
    public void Is_accepted(string apiVersion, string kind, string body) => Assert.Empty(Server.Says($"apiVersion: {apiVersion}\nkind: {kind}\n{body}"));

    [Theory]
    [InlineData("{generateName: Up-}", "metadata.generateName")]
    [InlineData("{name: a, ownerReferences: [{apiVersion: v1, kind: Pod, name: p}]}", "metadata.ownerReferences.uid")]
    [InlineData("{name: a, annotations: {'a b': x}}", "metadata.annotations")]
    [InlineData("{name: a, finalizers: [orphan, foregroundDeletion]}", "metadata.finalizers")]
    [InlineData("{name: a, namespace: A_B}", "metadata.namespace")]
    public void Is_refused_for_its_metadata(string metadata, string path) =>
        Assert.StartsWith($"{path}: Invalid value: ", Server.Says($"{{apiVersion: v1, kind: ServiceAccount, metadata: {metadata}}}")[0], StringComparison.Ordinal);
}
