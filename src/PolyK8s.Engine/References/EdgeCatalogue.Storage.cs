using System.Collections.Immutable;
using static PolyK8s.Engine.References.EdgeKind;
using static PolyK8s.Engine.References.SelectorForm;

namespace PolyK8s.Engine.References;

/// <content>Storage.</content>
public static partial class EdgeCatalogue
{
    private const string Unbound = "the claim stays Pending";
    private const string NoAttach = "the volume cannot be attached or mounted";
    private const string NoProvision = "volumes of the class are not provisioned or published";
    private const string CsiSecret = "csi.storage.k8s.io/";

    private static readonly ImmutableArray<EdgeRow> OfStorage =
    [
        new("PersistentVolumeClaim", "spec", "volumeName", To("PersistentVolume"), Exists, Unbound),
        new("PersistentVolumeClaim", "spec", "storageClassName", To("StorageClass.storage.k8s.io"), Exists, Unbound + ", unless a volume names the same class") { IsSoft = true },
        new("PersistentVolumeClaim", "spec", "volumeAttributesClassName", To("VolumeAttributesClass.storage.k8s.io"), Exists, Unbound),
        new("PersistentVolumeClaim", "spec.dataSourceRef", "name", ToTheKindItNames(ns: "namespace"), Exists, Unbound),
        new("PersistentVolumeClaim", "spec.dataSource", "name", ToTheKindItNames(), Exists, Unbound),
        new("PersistentVolume", "spec.claimRef", "name", To("PersistentVolumeClaim", "namespace"), Exists, "the volume is kept for a claim that may come") { IsSoft = true },
        new("PersistentVolume", "spec", "storageClassName", To("StorageClass.storage.k8s.io"), Exists, "the class is only a name to match by") { IsSoft = true },
        new("PersistentVolume", "spec", "volumeAttributesClassName", To("VolumeAttributesClass.storage.k8s.io"), Exists, "the attributes are not known"),
        new("PersistentVolume", "spec.csi", "driver", To("CSIDriver.storage.k8s.io"), Exists, "the driver's behaviour is taken for the default") { IsSoft = true },
        new("PersistentVolume", "spec.csi.controllerPublishSecretRef|nodeStageSecretRef|nodePublishSecretRef|controllerExpandSecretRef|nodeExpandSecretRef", "name", To("Secret", "namespace"), Exists, NoAttach),
        new("PersistentVolume", "spec.azureFile", "secretName", To("Secret", "secretNamespace"), Exists, NoAttach),
        new("PersistentVolume", "spec.cephfs|flexVolume|iscsi|rbd|scaleIO|storageos.secretRef", "name", To("Secret", "namespace"), Exists, NoAttach),
        new("PersistentVolume", "spec.nodeAffinity", "required", ToNodesBy(Terms), Selects, "no Pod can use the volume"),
        new("StorageClass.storage.k8s.io", "", "provisioner", To("CSIDriver.storage.k8s.io"), Exists, "the provisioner may be no CSI driver") { IsSoft = true },
        new("StorageClass.storage.k8s.io", "parameters", CsiSecret + "provisioner-secret-name", To("Secret", CsiSecret + "provisioner-secret-namespace"), Exists, NoProvision),
        new("StorageClass.storage.k8s.io", "parameters", CsiSecret + "controller-publish-secret-name", To("Secret", CsiSecret + "controller-publish-secret-namespace"), Exists, NoProvision),
        new("StorageClass.storage.k8s.io", "parameters", CsiSecret + "node-stage-secret-name", To("Secret", CsiSecret + "node-stage-secret-namespace"), Exists, NoProvision),
        new("StorageClass.storage.k8s.io", "parameters", CsiSecret + "node-publish-secret-name", To("Secret", CsiSecret + "node-publish-secret-namespace"), Exists, NoProvision),
        new("StorageClass.storage.k8s.io", "parameters", CsiSecret + "controller-expand-secret-name", To("Secret", CsiSecret + "controller-expand-secret-namespace"), Exists, NoProvision),
        new("StorageClass.storage.k8s.io", "parameters", CsiSecret + "node-expand-secret-name", To("Secret", CsiSecret + "node-expand-secret-namespace"), Exists, NoProvision),
        new("VolumeAttributesClass.storage.k8s.io", "", "driverName", To("CSIDriver.storage.k8s.io"), Exists, "the driver's behaviour is taken for the default") { IsSoft = true },
        new("VolumeAttachment.storage.k8s.io", "spec", "nodeName", To("Node"), Exists, "nothing is attached"),
        new("VolumeAttachment.storage.k8s.io", "spec", "attacher", To("CSIDriver.storage.k8s.io"), Exists, "the driver's behaviour is taken for the default") { IsSoft = true },
        new("VolumeAttachment.storage.k8s.io", "spec.source", "persistentVolumeName", To("PersistentVolume"), Exists, "nothing is attached"),
        new("CSIStorageCapacity.storage.k8s.io", "", "storageClassName", To("StorageClass.storage.k8s.io"), Exists, "the capacity counts for nothing"),
    ];
}
