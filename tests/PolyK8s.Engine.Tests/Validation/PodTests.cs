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
    [InlineData("securityContext: {runAsUser: 2147483648}", "spec.securityContext.runAsUser: Invalid value: 2147483648: must be between 0 and 2147483647, inclusive")]
    [InlineData("volumes: [{name: disk, iscsi: {targetPortal: a-portal-whose-name-is-longer-than-what-is-left-of-a-session, iqn: 'iqn.2001-04.com.example:a', lun: 0, initiatorName: 'iqn.2001-04.com.example:b'}}]", "spec.volumes[0].name: Invalid value: \"disk\": Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.")]
    [InlineData("resourceClaims: [{name: a}]", "spec.resourceClaims[0]: Invalid value: {\"name\":\"a\"}: must specify one of: `resourceClaimName`, `resourceClaimTemplateName`")]
    [InlineData("topologySpreadConstraints: [{maxSkew: 0, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}]", "spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero")]
    [InlineData("topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: ScheduleAnyway, minDomains: 2}]", "spec.topologySpreadConstraints[0].minDomains: Invalid value: 2: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway")]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {}}}", "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term")]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Gt}]}]}}}", "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: Required value: must be specified single value when `operator` is 'Lt' or 'Gt'")]
    [InlineData("affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z, matchLabelKeys: [a]}]}}", "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys: Forbidden: must not be specified when labelSelector is not set")]
    [InlineData("resources: {limits: {ephemeral-storage: 1Gi}}", "spec.resources.limits[ephemeral-storage]: Unsupported value: \"ephemeral-storage\": supported values: \"cpu\", \"hugepages-\", \"memory\"")]
    [InlineData("hostNetwork: true, securityContext: {sysctls: [{name: net/ipv4/tcp_syncookies}]}", "spec.securityContext.sysctls[0].name: Invalid value: \"net/ipv4/tcp_syncookies\": may not be specified when 'hostNetwork' is true")]
    [InlineData("hostIPC: true, securityContext: {sysctls: [{name: kernel.shm_rmid_forced}]}", "spec.securityContext.sysctls[0].name: Invalid value: \"kernel.shm_rmid_forced\": may not be specified when 'hostIPC' is true")]
    [InlineData("os: {name: windows}, resources: {limits: {cpu: 1}}", "spec.resources: Forbidden: may not be set for a windows pod")]
    [InlineData("resources: {requests: {cpu: 1}}, initContainers: [{name: a, image: x, restartPolicy: Always, resources: {limits: {cpu: 1}}}, {name: b, image: x, resources: {requests: {cpu: 500m}}}]", "spec.resources.requests[cpu]: Invalid value: \"1\": must be greater than or equal to aggregate container requests of 1500m")]
    [InlineData("resources: {limits: {cpu: 1}}, initContainers: [{name: a, image: x, resources: {requests: {cpu: 2}}}]", "spec.resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of 1")]
    [InlineData("hostnameOverride: a, setHostnameAsFQDN: true", "spec.hostnameOverride: Forbidden: may not be specified when setHostnameAsFQDN is true")]
    [InlineData("affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z, matchLabelKeys: [a], labelSelector: {matchLabels: {a: x}, matchExpressions: [{key: a, operator: Exists}]}}]}}", "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0][0]: Invalid value: \"a\": exists in both matchLabelKeys and labelSelector")]
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
    [InlineData("azureDisk: {diskName: d, diskURI: 'https://a', cachingMode: ''}", "azureDisk.cachingMode: Unsupported value: \"\": supported values: \"None\", \"ReadOnly\", \"ReadWrite\"")]
    [InlineData("quobyte: {registry: 'a:1,b', volume: v}", "quobyte.registry: Invalid value: \"a:1,b\": must be a host:port pair or multiple pairs separated by commas")]
    [InlineData("azureDisk: {diskName: d, diskURI: u, kind: Managed}", "azureDisk.diskURI: Unsupported value: \"u\": supported values: \"/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}\"")]
    public void Is_refused_for_a_volume(string volume, string error) =>
        Assert.Equal($"spec.volumes[0].{error}", Server.SaysOfPod($"serviceAccountName: sa, volumes: [{{name: v, {volume}}}]")[0]);

    [Theory]
    [InlineData("annotations: {seccomp.security.alpha.kubernetes.io/pod: other}", "", "metadata.annotations.seccomp.security.alpha.kubernetes.io/pod: Invalid value: \"other\": must be a valid seccomp profile")]
    [InlineData("annotations: {container.seccomp.security.alpha.kubernetes.io/main: localhost//a}", "", "metadata.annotations.container.seccomp.security.alpha.kubernetes.io/main: Invalid value: \"/a\": must be a relative path")]
    [InlineData("annotations: {seccomp.security.alpha.kubernetes.io/pod: unconfined}", "securityContext: {seccompProfile: {type: RuntimeDefault}}", "spec.securityContext.seccompProfile.type: Forbidden: seccomp type in annotation and field must match")]
    [InlineData("annotations: {container.apparmor.security.beta.kubernetes.io/init: localhost/a}", "initContainers: [{name: init, image: x, securityContext: {appArmorProfile: {type: Localhost, localhostProfile: b}}}]", "spec.initContainers[0].securityContext.appArmorProfile.localhostProfile: Forbidden: apparmor profile in annotation and field must match")]
    [InlineData("annotations: {kubernetes.io/config.mirror: x}", "nodeName: a, resourceClaims: [{name: a, resourceClaimName: b}]", ": Forbidden: static pods do not support resource claims")]
    [InlineData("labels: {a: b}", "topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [a], labelSelector: {matchLabels: {a: b}}}]", "spec.topologySpreadConstraints[0][0]: Invalid value: \"a\": exists in both matchLabelKeys and labelSelector")]
    public void Is_refused_for_what_its_metadata_says(string metadata, string spec, string error) =>
        Assert.Equal([error], Server.Says("v1", "Pod", $"metadata: {{name: sample, {metadata}}}\nspec: {{containers: [{{name: main, image: web}}], {spec}}}"));

    [Fact]
    public void A_volume_claim_template_has_nothing_but_labels_and_annotations() => Assert.Equal(
        ["spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.finalizers: Forbidden: cannot be set"],
        Server.SaysOfPod("volumes: [{name: v, ephemeral: {volumeClaimTemplate: {metadata: {finalizers: []}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}]"));

    [Theory]
    [InlineData("volumes: [{name: v}]")]
    [InlineData("tolerations: [{operator: Exists}]")]
    [InlineData("tolerations: [{key: a.io/b, effect: NoExecute, tolerationSeconds: 5}]")]
    [InlineData("initContainers: [{name: i, image: x, restartPolicy: Always, livenessProbe: {exec: {command: [a]}}}]")]
    [InlineData("affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: a, operator: In, values: ['not a label!']}]}}]}}")]
    [InlineData("serviceAccount: builder, restartPolicy: '', dnsPolicy: ''")]
    [InlineData("hostNetwork: true")]
    [InlineData("hostNetwork: true, securityContext: {sysctls: [{name: kernel.shm_rmid_forced}]}")]
    [InlineData("os: {name: windows}, securityContext: {sysctls: []}")]
    [InlineData("topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [a], labelSelector: {matchLabels: {a: b}}}]")]
    [InlineData("resources: {limits: {cpu: 2}}, initContainers: [{name: a, image: x, resources: {requests: {cpu: 2}}}]")]
    [InlineData("volumes: [{name: v, ephemeral: {volumeClaimTemplate: {metadata: {name: '', generation: 0}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}]")]
    public void Is_accepted(string spec) => Assert.Empty(Server.SaysOfPod(spec));
}
