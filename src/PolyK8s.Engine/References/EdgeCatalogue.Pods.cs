using System.Collections.Immutable;
using static PolyK8s.Engine.References.EdgeKind;
using static PolyK8s.Engine.References.SelectorForm;

namespace PolyK8s.Engine.References;

/// <content>Pods, and the workloads that make them.</content>
public static partial class EdgeCatalogue
{
    private const string AnyContainer = "containers|initContainers|ephemeralContainers[]";
    private const string NoConfig = "the container stays in CreateContainerConfigError";
    private const string NoVolume = "the Pod stays in ContainerCreating";
    private const string NoPlace = "the Pod stays Pending, no node is found for it";

    private static readonly ImmutableArray<EdgeRow> OfPods =
    [
        new("Pods", AnyContainer + ".env[].valueFrom.configMapKeyRef", "name", To("ConfigMap"), Waits, NoConfig) { Key = "key" },
        new("Pods", AnyContainer + ".env[].valueFrom.secretKeyRef", "name", To("Secret"), Waits, NoConfig),
        new("Pods", AnyContainer + ".envFrom[].configMapRef", "name", To("ConfigMap"), Waits, NoConfig),
        new("Pods", AnyContainer + ".envFrom[].secretRef", "name", To("Secret"), Waits, NoConfig),
        new("Pods", "volumes[].configMap", "name", To("ConfigMap"), Waits, NoVolume) { Key = "items[].key" },
        new("Pods", "volumes[].secret", "secretName", To("Secret"), Waits, NoVolume),
        new("Pods", "volumes[].projected.sources[].configMap", "name", To("ConfigMap"), Waits, NoVolume) { Key = "items[].key" },
        new("Pods", "volumes[].projected.sources[].secret", "name", To("Secret"), Waits, NoVolume),
        new("Pods", "volumes[].projected.sources[].clusterTrustBundle", "name", To("ClusterTrustBundle.certificates.k8s.io"), Waits, NoVolume),
        new("Pods", "volumes[].persistentVolumeClaim", "claimName", To("PersistentVolumeClaim"), Waits, NoPlace),
        new("Pods", "volumes[].ephemeral.volumeClaimTemplate.spec", "storageClassName", To("StorageClass.storage.k8s.io"), Waits, NoPlace),
        new("Pods", "volumes[].ephemeral.volumeClaimTemplate.spec", "volumeAttributesClassName", To("VolumeAttributesClass.storage.k8s.io"), Waits, NoPlace),
        new("Pods", "volumes[].csi", "driver", To("CSIDriver.storage.k8s.io"), Exists, "the driver's behaviour is taken for the default") { IsSoft = true },
        new("Pods", "volumes[].csi.nodePublishSecretRef", "name", To("Secret"), Waits, NoVolume),
        new("Pods", "volumes[].azureFile", "secretName", To("Secret"), Waits, NoVolume),
        new("Pods", "volumes[].cephfs|flexVolume|iscsi|rbd|scaleIO|storageos.secretRef", "name", To("Secret"), Waits, NoVolume),
        new("Pods", "", "serviceAccountName", To("ServiceAccount"), Admits, "the API server refuses to create the Pod"),
        new("Pods", "imagePullSecrets[]", "name", To("Secret"), Exists, "private images cannot be pulled") { IsSoft = true },
        new("Pods", "", "priorityClassName", To("PriorityClass.scheduling.k8s.io"), Admits, "the API server refuses to create the Pod"),
        new("Pods", "", "runtimeClassName", To("RuntimeClass.node.k8s.io"), Admits, "the API server refuses to create the Pod"),
        new("Pods", "", "nodeName", To("Node"), Waits, "the Pod stays Pending and is deleted"),
        new("Pods", "resourceClaims[]", "resourceClaimName", To("ResourceClaim.resource.k8s.io"), Waits, NoPlace),
        new("Pods", "resourceClaims[]", "resourceClaimTemplateName", To("ResourceClaimTemplate.resource.k8s.io"), Waits, NoPlace),
        new("Pods", "schedulingGroup", "podGroupName", To("PodGroup.scheduling.k8s.io"), Waits, NoPlace),
        new("Pods", "", "subdomain", To("Service"), Exists, "the Pod has no name in DNS") { IsSoft = true },
        new("Pods", "affinity.podAffinity|podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[]", "labelSelector", ToPodsBy(Selector), Selects, "the rule places nothing"),
        new("Pods", "topologySpreadConstraints[]", "labelSelector", ToPodsBy(Selector), Selects, "the constraint spreads nothing"),
        new("Pods", "", "nodeSelector", ToNodesBy(Map), Selects, NoPlace),
        new("Pods", "affinity.nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", ToNodesBy(Terms), Selects, NoPlace),
    ];

    private static readonly ImmutableArray<EdgeRow> OfWorkloads =
    [
        new("StatefulSet.apps", "spec", "serviceName", To("Service"), Exists, "the Pods have no stable names in DNS") { IsSoft = true },
        new("StatefulSet.apps", "spec.volumeClaimTemplates[].spec", "storageClassName", To("StorageClass.storage.k8s.io"), Waits, NoPlace),
        new("StatefulSet.apps", "spec.volumeClaimTemplates[].spec", "volumeAttributesClassName", To("VolumeAttributesClass.storage.k8s.io"), Waits, NoPlace),
        new("Deployment.apps", "spec", "selector", ToPodsBy(Selector), Selects, "the API server refuses the object"),
        new("ReplicaSet.apps", "spec", "selector", ToPodsBy(Selector), Selects, "the API server refuses the object"),
        new("StatefulSet.apps", "spec", "selector", ToPodsBy(Selector), Selects, "the API server refuses the object"),
        new("DaemonSet.apps", "spec", "selector", ToPodsBy(Selector), Selects, "the API server refuses the object"),
        new("Job.batch", "spec", "selector", ToPodsBy(Selector), Selects, "the API server refuses the object"),
        new("ReplicationController", "spec", "selector", ToPodsBy(Map), Selects, "the API server refuses the object"),
        new("HorizontalPodAutoscaler.autoscaling", "spec.scaleTargetRef", "name", ToTheKindItNames("apiVersion"), Exists, "nothing is scaled"),
        new("HorizontalPodAutoscaler.autoscaling", "spec.metrics[].object.describedObject", "name", ToTheKindItNames("apiVersion"), Exists, "the metric is not known"),
        new("VerticalPodAutoscaler.autoscaling.k8s.io", "spec.targetRef", "name", ToTheKindItNames("apiVersion"), Exists, "nothing is scaled"),
        new("PodDisruptionBudget.policy", "spec", "selector", ToPodsBy(Selector), Selects, "the budget protects nothing"),
    ];
}
