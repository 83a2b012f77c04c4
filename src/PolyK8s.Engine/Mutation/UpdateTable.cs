using System.Collections.Frozen;
using System.Collections.Immutable;
using static PolyK8s.Engine.Mutation.Rows;

namespace PolyK8s.Engine.Mutation;

/// <summary>What an update may not change, kind by kind, in the order the server lists it.</summary>
/// <remarks>
/// Mirrors the <c>Validate…Update</c> functions of <c>pkg/apis/*/validation</c> and the <c>ValidateUpdate</c> of
/// <c>pkg/registry</c>. A kind or a field that is not here may change.
/// </remarks>
internal static class UpdateTable
{
    private const string StatefulSetDetail =
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

    /// <summary>The rows of each kind.</summary>
    public static readonly FrozenDictionary<GroupKind, ImmutableArray<Action<Transition>>> ByKind = new Dictionary<GroupKind, ImmutableArray<Action<Transition>>>
    {
        // Workloads: who owns which pods never changes.
        [new("apps", "ControllerRevision")] = [Equal("data")],
        [new("apps", "DaemonSet")] = [Equal("spec.selector")],
        [new("apps", "Deployment")] = [Equal("spec.selector")],
        [new("apps", "ReplicaSet")] = [Equal("spec.selector")],
        [new("apps", "StatefulSet")] =
        [
            Only("spec", StatefulSetDetail, "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"),
        ],
        [new("batch", "Job")] =
        [
            JobUpdates.Completions, Equal("spec.selector"), JobUpdates.Template, Equal("spec.completionMode"), Equal("spec.podFailurePolicy"),
            Equal("spec.backoffLimitPerIndex"), Equal("spec.managedBy"), Equal("spec.successPolicy"),
        ],
        [new("", "Pod")] = [PodAnnotationUpdates.Check, PodUpdates.Check],

        // Configuration: immutable when it says so.
        [new("", "ConfigMap")] = [WhenImmutable("data", "binaryData")],
        [new("", "Secret")] = [EqualOr("Opaque", "type"), WhenImmutable("data"), SecretUpdates.Texts],

        // Network.
        [new("", "Service")] = [ServiceTransitions.Check],
        [new("discovery.k8s.io", "EndpointSlice")] = [Equal("addressType")],
        [new("networking.k8s.io", "IPAddress")] = [Equal("spec.parentRef")],
        [new("networking.k8s.io", "IngressClass")] = [Equal("spec.controller")],
        [new("networking.k8s.io", "ServiceCIDR")] = [RangeUpdates.Ranges],

        // Rights: a binding to another role is another binding.
        [new("rbac.authorization.k8s.io", "ClusterRoleBinding")] = [RoleReferences.Keep],
        [new("rbac.authorization.k8s.io", "RoleBinding")] = [RoleReferences.Keep],

        // Storage.
        [new("", "PersistentVolume")] = [VolumeUpdates.Source, Equal("spec.volumeMode"), VolumeUpdates.Affinity, VolumeUpdates.Class],
        [new("", "PersistentVolumeClaim")] = [ClaimUpdates.Check],
        [new("storage.k8s.io", "CSIDriver")] = [EqualAs("spec.attachRequired", "spec.attachedRequired"), Equal("spec.volumeLifecycleModes")],
        [new("storage.k8s.io", "CSINode")] = [VolumeUpdates.Drivers],
        [new("storage.k8s.io", "CSIStorageCapacity")] = [Equal("nodeTopology"), Equal("storageClassName")],
        [new("storage.k8s.io", "StorageClass")] =
            [
                Equal("parameters"), Forbid("provisioner", "updates to provisioner are forbidden."), Forbid("reclaimPolicy", "updates to reclaimPolicy are forbidden."),
                NotEmptied("reclaimPolicy", "updates to reclaimPolicy are forbidden."), Equal("volumeBindingMode"),
            ],
        [new("storage.k8s.io", "VolumeAttachment")] = [Equal("spec")],
        [new("storage.k8s.io", "VolumeAttributesClass")] =
            [Forbid("driverName", "updates to driverName are forbidden."), Forbid("parameters", "updates to parameters are forbidden.")],

        // Definitions: once names are served, they are names of stored objects.
        [new("apiextensions.k8s.io", "CustomResourceDefinition")] =
            [WhenEstablished(Equal("spec.scope")), WhenEstablished(Equal("spec.names.kind")), Equal("spec.group"), Equal("spec.names.plural")],

        // Scheduling and the cluster.
        [new("", "Node")] =
        [
            NodeUpdates.Addresses, SetOnce("spec.providerID", "node updates may not change providerID except from \"\" to valid"), Forbid("spec.externalID", "may not be updated"),
        ],
        [new("", "ResourceQuota")] = [Equal("spec.scopes")],
        [new("node.k8s.io", "RuntimeClass")] = [Equal("handler")],
        [new("resource.k8s.io", "ResourceClaim")] = [Equal("spec")],
        [new("resource.k8s.io", "ResourceClaimTemplate")] = [Equal("spec")],
        [new("resource.k8s.io", "ResourceSlice")] = [Equal("spec.pool.name"), Equal("spec.driver"), Equal("spec.nodeName")],
        [new("scheduling.k8s.io", "PriorityClass")] = [Forbid("value", "may not be changed in an update."), Equal("preemptionPolicy")],

        // The server's own schemas and levels keep what it made them with, but for how much the exempt level lends.
        [new("flowcontrol.apiserver.k8s.io", "FlowSchema")] = [FixedSpec("exempt"), FixedSpec("catch-all")],
        [new("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration")] = [FixedSpec("catch-all"), FixedSpec("exempt", "exempt")],

        // What has happened does not change; the server reports an Event under the names of the older kind.
        [new("events.k8s.io", "Event")] =
        [
            EqualAs("regarding", "involvedObject"), Equal("reason"), EqualAs("note", "message"), EqualAs("deprecatedSource", "source"),
            EqualAs("deprecatedFirstTimestamp", "firstTimestamp"), EqualAs("deprecatedLastTimestamp", "lastTimestamp"), EqualAs("deprecatedCount", "count"),
            Equal("type"), EventUpdates.Time, Equal("action"), Equal("related"), Equal("reportingController"), Equal("reportingInstance"),
        ],
    }.ToFrozenDictionary();
}
