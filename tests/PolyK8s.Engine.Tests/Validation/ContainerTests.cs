namespace PolyK8s.Engine.Tests.Validation;

public sealed class ContainerTests
{
    [Theory]
    [InlineData("ports: [{containerPort: 80, hostPort: 70000}]", "ports[0].hostPort: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("ports: [{containerPort: 80, hostPort: 80}, {containerPort: 81, hostPort: 80}]", "ports[1].hostPort: Duplicate value: \"TCP//80\"")]
    [InlineData("env: [{name: A=B}]", "env[0].name: Invalid value: \"A=B\": a valid environment variable name must consist only of printable ASCII characters other than '='")]
    [InlineData("env: [{name: A, value: x, valueFrom: {secretKeyRef: {name: s, key: k}}}]", "env[0].valueFrom: Invalid value: \"\": may not be specified when `value` is not empty")]
    [InlineData("env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.labels}}}]", "env[0].valueFrom.fieldRef.fieldPath: Unsupported value: \"metadata.labels\": supported values: \"metadata.name\", \"metadata.namespace\", \"metadata.uid\", \"spec.nodeName\", \"spec.serviceAccountName\", \"status.hostIP\", \"status.hostIPs\", \"status.podIP\", \"status.podIPs\"")]
    [InlineData("env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 2}}}]", "env[0].valueFrom.resourceFieldRef.divisor: Invalid value: \"limits.cpu\": only divisor's values 1m and 1 are supported with the cpu resource")]
    [InlineData("envFrom: [{}]", "envFrom: Invalid value: \"\": must specify one of: `configMapRef` or `secretRef`")]
    [InlineData("livenessProbe: {exec: {command: [a]}, httpGet: {port: 80}}", "livenessProbe.httpGet: Forbidden: may not specify more than 1 handler type")]
    [InlineData("livenessProbe: {exec: {command: [a]}, successThreshold: 2}", "livenessProbe.successThreshold: Invalid value: 2: must be 1")]
    [InlineData("readinessProbe: {tcpSocket: {port: 80}, terminationGracePeriodSeconds: 5}", "readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes")]
    [InlineData("startupProbe: {exec: {command: []}}", "startupProbe.exec.command: Required value")]
    [InlineData("lifecycle: {preStop: {sleep: {seconds: 31}}}", "lifecycle.preStop.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)")]
    [InlineData("resources: {requests: {example.com/gpu: 1}}", "resources.limits: Required value: Limit must be set for non overcommitable resources")]
    [InlineData("resources: {limits: {example.com/gpu: 1.5}, requests: {example.com/gpu: 1.5}}", "resources.limits[example.com/gpu]: Invalid value: \"1500m\": must be an integer|resources.requests[example.com/gpu]: Invalid value: \"1500m\": must be an integer")]
    [InlineData("resources: {limits: {hugepages-2Mi: 3Mi, cpu: 1}}", "resources.limits[hugepages-2Mi]: Invalid value: \"3Mi\": 3Mi is not positive integer multiple of hugepages-2Mi")]
    [InlineData("resources: {claims: [{name: gpu}]}", "resources.claims[0]: Not found: \"gpu\": must be one of the names in pod.spec.resourceClaims which is empty")]
    [InlineData("securityContext: {privileged: true, allowPrivilegeEscalation: false}", "securityContext: Invalid value: {\"privileged\":true,\"allowPrivilegeEscalation\":false}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true")]
    [InlineData("securityContext: {runAsUser: -1}", "securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive")]
    [InlineData("securityContext: {seccompProfile: {type: Localhost}}", "securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost")]
    [InlineData("securityContext: {procMount: Unmasked}", "securityContext.procMount: Invalid value: \"Unmasked\": `hostUsers` must be false to use `Unmasked`")]
    [InlineData("securityContext: {windowsOptions: {runAsUserName: 'a\\b\\c'}}", "securityContext.windowsOptions.runAsUserName: Invalid value: \"a\\\\b\\\\c\": runAsUserName cannot contain more than one backslash")]
    [InlineData("resizePolicy: [{resourceName: disk, restartPolicy: NotRequired}]", "resizePolicy: Unsupported value: \"disk\": supported values: \"cpu\", \"memory\"")]
    [InlineData("resources: {limits: {hugepages-x: 1, cpu: 1}, requests: {}}", "resources.limits[hugepages-x]: Invalid value: \"1\": 1 is not positive integer multiple of hugepages-x")]
    [InlineData("restartPolicy: Never, restartPolicyRules: [{action: '', exitCodes: {operator: In}}]", "restartPolicyRules[0].action: Unsupported value: \"\": supported values: \"Restart\", \"RestartAllContainers\"")]
    [InlineData("env: [{name: A, valueFrom: {fileKeyRef: {key: K, volumeName: v, path: a}}}]", "env[0].valueFrom.fileKeyRef.volumeName: Not found: \"v\"")]
    public void Is_refused(string fields, string errors) =>
        Assert.Equal(errors.Split('|'), Server.SaysOfContainer(fields));

    [Theory]
    [InlineData("volumeMounts: [{name: v, mountPath: /a, subPath: ../b}]", "volumeMounts.subPath: Invalid value: \"../b\": must not contain '..'")]
    [InlineData("volumeMounts: [{name: v, mountPath: /a}, {name: v, mountPath: /a}]", "volumeMounts[1].mountPath: Invalid value: \"/a\": must be unique")]
    [InlineData("volumeMounts: [{name: v, mountPath: /a, mountPropagation: Bidirectional}]", "volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers")]
    [InlineData("volumeMounts: [{name: v, mountPath: /a, recursiveReadOnly: Enabled}]", "volumeMounts.recursiveReadOnly: Forbidden: may only be specified when readOnly is true")]
    [InlineData("volumeDevices: [{name: v, devicePath: /dev/a}]", "volumeDevices[0].name: Invalid value: \"v\": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode")]
    public void Is_refused_for_how_it_mounts(string fields, string error) =>
        Assert.Equal([error], Server.SaysOfContainer(fields, "volumes: [{name: v}]"));

    [Theory]
    [InlineData("hostNetwork: true", "ports[1].hostPort: Duplicate value: \"TCP//80\"")]
    [InlineData("hostNetwork: false", "")]
    public void Ports_are_those_of_the_host_on_its_network(string spec, string error) =>
        Assert.Equal(error, string.Join('|', Server.SaysOfContainer("ports: [{containerPort: 80}, {containerPort: 80}]", spec)));

    [Theory]
    [InlineData("env: [{name: A, valueFrom: {fileKeyRef: {key: K, volumeName: v, path: a}}}]", "volumes: [{name: v, hostPath: {path: /a}}]", "env[0].valueFrom.fileKeyRef.volumeName: Invalid value: \"v\": referenced volume must be of type emptyDir")]
    [InlineData("env: [{name: A, valueFrom: {fileKeyRef: {key: K, volumeName: v, path: /a}}}]", "volumes: [{name: v}]", "")]
    [InlineData("volumeMounts: [{name: v, mountPath: /a, subPath: b}]", "volumes: [{name: v, image: {reference: r}}]", "")]
    [InlineData("volumeDevices: [{name: v, devicePath: /dev/a}]", "hostUsers: false, volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]", "volumeDevices: Forbidden: when `hostUsers` is false")]
    public void Volumes_are_used_as_they_can_be(string fields, string spec, string error) =>
        Assert.Equal(error, string.Join('|', Server.SaysOfContainer(fields, spec)));

    [Theory]
    [InlineData("imagePullPolicy: ''")]
    [InlineData("resources: {limits: {hugepages-2Mi: 0, cpu: 1}}")]
    [InlineData("env: [{name: A, valueFrom: {fieldRef: {fieldPath: spec.host}}}]")]
    [InlineData("readinessProbe: {httpGet: {port: http}, failureThreshold: 0}")]
    [InlineData("ports: [{containerPort: 80, name: a}, {containerPort: 80, name: b}]")]
    [InlineData("env: [{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.annotations['Example.com/Key']\"}}}]")]
    [InlineData("resources: {limits: {cpu: 1}, requests: {cpu: 1000m, memory: 64Mi}}")]
    [InlineData("securityContext: {runAsUser: 0, seccompProfile: {type: RuntimeDefault}}")]
    public void Is_accepted(string fields) => Assert.Empty(Server.SaysOfContainer(fields));
}
