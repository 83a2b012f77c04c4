namespace PolyK8s.Engine.Tests.Validation;

public sealed class PodTests
{
    [Theory]
    [InlineData("initContainers: [{name: main, image: x}]", "spec.initContainers[0].name: Duplicate value: \"main\"")]
    [InlineData("initContainers: [{name: i, image: x, livenessProbe: {exec: {command: [a]}}}]", "spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always")]
    [InlineData("initContainers: [{name: i, image: ' x'}]", "spec.initContainers[0].image: Invalid value: \" x\": must not have leading or trailing whitespace")]
    [InlineData("ephemeralContainers: [{name: d, image: x}]", "spec.ephemeralContainers: Forbidden: cannot be set on create")]
    [InlineData("activeDeadlineSeconds: 0", "spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive")]
    [InlineData("dnsPolicy: None", "spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None")]
    [InlineData("dnsConfig: {nameservers: [1.1.1.1, 1.1.1.2, 1.1.1.3, 1.1.1.4]}", "spec.dnsConfig.nameservers: Invalid value: [\"1.1.1.1\",\"1.1.1.2\",\"1.1.1.3\",\"1.1.1.4\"]: must not have more than 3 nameservers")]
    [InlineData("hostAliases: [{ip: 1.2.3}]", "spec.hostAliases[0].ip: Invalid value: \"1.2.3\": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")]
    [InlineData("nodeName: n1, schedulingGates: [{name: a.io/b}]", "spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared")]
    [InlineData("os: {name: plan9}", "spec.os: Unsupported value: \"plan9\": supported values: \"linux\", \"windows\"")]
    [InlineData("os: {name: windows}, securityContext: {fsGroup: 1}", "spec.securityContext.fsGroup: Forbidden: cannot be set for a windows pod")]
    [InlineData("hostPID: true, shareProcessNamespace: true", "spec.securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled")]
    [InlineData("securityContext: {sysctls: [{name: kernel.shm}, {name: kernel.shm}]}", "spec.securityContext.sysctls[1].name: Duplicate value: \"kernel.shm\"")]
    [InlineData("tolerations: [{operator: Exists, value: x}]", "spec.tolerations[0].operator: Invalid value: \"x\": value must be empty when `operator` is 'Exists'")]
    [InlineData("preemptionPolicy: ''", "spec.preemptionPolicy: Required value")]
    [InlineData("resourceClaims: [{name: a}]", "spec.resourceClaims[0]: Invalid value: {\"name\":\"a\"}: must specify one of: `resourceClaimName`, `resourceClaimTemplateName`")]
    [InlineData("topologySpreadConstraints: [{maxSkew: 0, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}]", "spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero")]
    [InlineData("topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: ScheduleAnyway, minDomains: 2}]", "spec.topologySpreadConstraints[0].minDomains: Invalid value: 2: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway")]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {}}}", "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term")]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Gt}]}]}}}", "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: Required value: must be specified single value when `operator` is 'Lt' or 'Gt'")]
    [InlineData("affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z, matchLabelKeys: [a]}]}}", "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys: Forbidden: must not be specified when labelSelector is not set")]
    [InlineData("resources: {limits: {ephemeral-storage: 1Gi}}", "spec.resources.limits[ephemeral-storage]: Unsupported value: \"ephemeral-storage\": supported values: \"cpu\", \"hugepages-\", \"memory\"")]
    public void Is_refused(string spec, string error) => Assert.Equal([error], Server.SaysOfPod(spec));

    [Theory]
    [InlineData("emptyDir: {sizeLimit: -1}", "emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity")]
    [InlineData("emptyDir: {}, hostPath: {path: /a}", "hostPath: Forbidden: may not specify more than 1 volume type")]
    [InlineData("hostPath: {path: /a/../b}", "hostPath.path: Invalid value: \"/a/../b\": must not contain '..'")]
    [InlineData("hostPath: {path: /a, type: Pipe}", "hostPath.type: Unsupported value: \"Pipe\": supported values: \"\", \"BlockDevice\", \"CharDevice\", \"Directory\", \"DirectoryOrCreate\", \"File\", \"FileOrCreate\", \"Socket\"")]
    [InlineData("secret: {secretName: s, items: [{key: k, path: /p}]}", "secret.items[0].path: Invalid value: \"/p\": must be a relative path")]
    [InlineData("secret: {secretName: s, defaultMode: 512}", "secret.defaultMode: Invalid value: 512: must be a number between 0 and 0777 (octal), both inclusive")]
    [InlineData("nfs: {server: s, path: p}", "nfs.path: Invalid value: \"p\": must be an absolute path")]
    [InlineData("gcePersistentDisk: {pdName: d, partition: 300}", "persistentDisk.partition: Invalid value: 300: must be between 1 and 255, inclusive")]
    [InlineData("iscsi: {targetPortal: p, iqn: x, lun: 0}", "iscsi.iqn: Invalid value: \"x\": must be valid format starting with iqn, eui, or naa")]
    [InlineData("csi: {driver: ''}", "csi.driver: Required value")]
    [InlineData("projected: {sources: [{serviceAccountToken: {path: t, expirationSeconds: 60}}]}", "projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes")]
    [InlineData("projected: {sources: [{secret: {name: a, items: [{key: k, path: p}]}}, {configMap: {name: b, items: [{key: k, path: p}]}}]}", "projected: Invalid value: \"b\": conflicting duplicate paths")]
    [InlineData("downwardAPI: {items: [{path: a}]}", "downwardAPI: Required value: one of fieldRef and resourceFieldRef is required")]
    [InlineData("ephemeral: {}", "ephemeral.volumeClaimTemplate: Required value")]
    [InlineData("azureDisk: {diskName: d, diskURI: u, kind: Managed}", "azureDisk.diskURI: Unsupported value: \"u\": supported values: \"/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}\"")]
    public void Is_refused_for_a_volume(string volume, string error) =>
        Assert.Equal($"spec.volumes[0].{error}", Server.SaysOfPod($"serviceAccountName: sa, volumes: [{{name: v, {volume}}}]")[0]);

    [Theory]
    [InlineData("volumes: [{name: v}]")]
    [InlineData("tolerations: [{operator: Exists}]")]
    [InlineData("tolerations: [{key: a.io/b, effect: NoExecute, tolerationSeconds: 5}]")]
    [InlineData("initContainers: [{name: i, image: x, restartPolicy: Always, livenessProbe: {exec: {command: [a]}}}]")]
    [InlineData("affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: a, operator: In, values: ['not a label!']}]}}]}}")]
    [InlineData("serviceAccount: builder, restartPolicy: '', dnsPolicy: ''")]
    [InlineData("hostNetwork: true")]
    public void Is_accepted(string spec) => Assert.Empty(Server.SaysOfPod(spec));
}
