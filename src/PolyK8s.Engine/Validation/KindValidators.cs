using System.Collections.Frozen;
using PolyK8s.Engine.Validation.Admission;
using PolyK8s.Engine.Validation.Apps;
using PolyK8s.Engine.Validation.Autoscaling;
using PolyK8s.Engine.Validation.Batch;
using PolyK8s.Engine.Validation.Certificates;
using PolyK8s.Engine.Validation.Core;
using PolyK8s.Engine.Validation.Discovery;
using PolyK8s.Engine.Validation.Extensions;
using PolyK8s.Engine.Validation.FlowControl;
using PolyK8s.Engine.Validation.Networking;
using PolyK8s.Engine.Validation.Policy;
using PolyK8s.Engine.Validation.Rbac;
using PolyK8s.Engine.Validation.Registration;
using PolyK8s.Engine.Validation.Resource;
using PolyK8s.Engine.Validation.Scheduling;
using PolyK8s.Engine.Validation.Storage;

namespace PolyK8s.Engine.Validation;

/// <summary>The validator of each built-in kind.</summary>
internal static class KindValidators
{
    private const string AdmissionGroup = "admissionregistration.k8s.io";
    private const string NetworkingGroup = "networking.k8s.io";
    private const string RbacGroup = "rbac.authorization.k8s.io";
    private const string StorageGroup = "storage.k8s.io";
    private const string ResourceGroup = "resource.k8s.io";

    /// <summary>All of them.</summary>
    public static readonly FrozenDictionary<GroupKind, Action<Field>> ByKind = new Dictionary<GroupKind, Action<Field>>
    {
        [new("", "ConfigMap")] = ConfigMaps.Check,
        [new("", "Endpoints")] = CoreObjects.Endpoints,
        [new("", "Event")] = Events.Legacy,
        [new("", "LimitRange")] = LimitRanges.Check,
        [new("", "Namespace")] = CoreObjects.Namespace,
        [new("", "Node")] = Nodes.Check,
        [new("", "PersistentVolume")] = PersistentVolumes.Check,
        [new("", "PersistentVolumeClaim")] = PersistentVolumeClaims.Check,
        [new("", "Pod")] = Pods.Check,
        [new("", "PodTemplate")] = Pods.Template,
        [new("", "ReplicationController")] = ReplicationControllers.Check,
        [new("", "ResourceQuota")] = ResourceQuotas.Check,
        [new("", "Secret")] = Secrets.Check,
        [new("", "Service")] = Services.Check,
        [new("", "ServiceAccount")] = CoreObjects.ServiceAccount,
        [new("apiextensions.k8s.io", "CustomResourceDefinition")] = Definitions.Check,
        [new("apiregistration.k8s.io", "APIService")] = ApiServices.Check,
        [new("apps", "ControllerRevision")] = StatefulSets.Revision,
        [new("apps", "DaemonSet")] = DaemonSets.Check,
        [new("apps", "Deployment")] = Deployments.Check,
        [new("apps", "ReplicaSet")] = Deployments.ReplicaSet,
        [new("apps", "StatefulSet")] = StatefulSets.Check,
        [new("autoscaling", "HorizontalPodAutoscaler")] = HorizontalPodAutoscalers.Check,
        [new("batch", "CronJob")] = CronJobs.Check,
        [new("batch", "Job")] = Jobs.Check,
        [new("certificates.k8s.io", "CertificateSigningRequest")] = SigningRequests.Check,
        [new("coordination.k8s.io", "Lease")] = SchedulingObjects.Lease,
        [new("discovery.k8s.io", "EndpointSlice")] = EndpointSlices.Check,
        [new("events.k8s.io", "Event")] = Events.Current,
        [new("flowcontrol.apiserver.k8s.io", "FlowSchema")] = FlowSchemas.Check,
        [new("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration")] = PriorityLevels.Check,
        [new("node.k8s.io", "RuntimeClass")] = SchedulingObjects.Runtime,
        [new("policy", "PodDisruptionBudget")] = DisruptionBudgets.Check,
        [new("scheduling.k8s.io", "PriorityClass")] = SchedulingObjects.Priority,
        [new(AdmissionGroup, "MutatingAdmissionPolicy")] = MutatingPolicies.Check,
        [new(AdmissionGroup, "MutatingAdmissionPolicyBinding")] = MutatingPolicies.Binding,
        [new(AdmissionGroup, "MutatingWebhookConfiguration")] = WebhookConfigurations.Check,
        [new(AdmissionGroup, "ValidatingAdmissionPolicy")] = AdmissionPolicies.Check,
        [new(AdmissionGroup, "ValidatingAdmissionPolicyBinding")] = AdmissionPolicies.Binding,
        [new(AdmissionGroup, "ValidatingWebhookConfiguration")] = WebhookConfigurations.Check,
        [new(NetworkingGroup, "Ingress")] = Ingresses.Check,
        [new(NetworkingGroup, "IngressClass")] = IngressClasses.Check,
        [new(NetworkingGroup, "IPAddress")] = IngressClasses.IpAddress,
        [new(NetworkingGroup, "NetworkPolicy")] = NetworkPolicies.Check,
        [new(NetworkingGroup, "ServiceCIDR")] = IngressClasses.ServiceCidr,
        [new(RbacGroup, "ClusterRole")] = Roles.Cluster,
        [new(RbacGroup, "ClusterRoleBinding")] = RoleBindings.Cluster,
        [new(RbacGroup, "Role")] = Roles.Check,
        [new(RbacGroup, "RoleBinding")] = RoleBindings.Check,
        [new(ResourceGroup, "DeviceClass")] = ResourceClaims.Class,
        [new(ResourceGroup, "ResourceClaim")] = ResourceClaims.Check,
        [new(ResourceGroup, "ResourceClaimTemplate")] = ResourceClaims.Template,
        [new(ResourceGroup, "ResourceSlice")] = ResourceSlices.Check,
        [new(StorageGroup, "CSIDriver")] = CsiObjects.Driver,
        [new(StorageGroup, "CSINode")] = CsiObjects.Node,
        [new(StorageGroup, "CSIStorageCapacity")] = CsiObjects.Capacity,
        [new(StorageGroup, "StorageClass")] = StorageClasses.Check,
        [new(StorageGroup, "VolumeAttachment")] = CsiObjects.Attachment,
        [new(StorageGroup, "VolumeAttributesClass")] = StorageClasses.Attributes,
    }.ToFrozenDictionary();
}
