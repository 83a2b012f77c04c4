namespace PolyK8s.Engine.Tests.Validation;

public sealed class ServiceTests
{
    [Theory]
    [InlineData("type: ExternalName", "spec.externalName: Required value")]
    [InlineData("type: ExternalName, externalName: a.example.com, ipFamilies: [IPv4]", "spec.ipFamilies: Forbidden: may not be set for ExternalName services")]
    [InlineData("type: NodePort, clusterIP: None, ports: [{port: 80}]", "spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for NodePort services")]
    [InlineData("ports: [{port: 80}], externalTrafficPolicy: Local", "spec.externalTrafficPolicy: Invalid value: \"Local\": may only be set for externally-accessible services")]
    [InlineData("ports: [{port: 80}], loadBalancerClass: a.io/b", "spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'")]
    [InlineData("ports: [{port: 80}], loadBalancerSourceRanges: [10.0.0.0/8]", "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'")]
    [InlineData("type: LoadBalancer, ports: [{port: 80}], loadBalancerSourceRanges: [10.0.0.0]", "spec.LoadBalancerSourceRanges[0]: Invalid value: \"10.0.0.0\": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")]
    [InlineData("ports: [{port: 80}], externalIPs: [127.0.0.1]", "spec.externalIPs[0]: Invalid value: \"127.0.0.1\": may not be in the loopback range (127.0.0.0/8, ::1/128)")]
    [InlineData("ports: [{port: 80}], sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 86401}}", "spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: must be greater than 0 and less than 86400")]
    [InlineData("ports: [{port: 80}], clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, 10.0.0.2]", "spec.clusterIPs: Invalid value: [\"10.0.0.1\",\"10.0.0.2\"]: may specify no more than one IP for each IP family")]
    [InlineData("ports: [{port: 80}], clusterIP: 10.0.0.1, ipFamilies: [IPv6]", "spec.clusterIPs[0]: Invalid value: \"10.0.0.1\": expected an IPv6 value as indicated by `ipFamilies[0]`")]
    [InlineData("ports: [{port: 80}], trafficDistribution: Near", "spec.trafficDistribution: Unsupported value: \"Near\": supported values: \"PreferClose\", \"PreferSameNode\", \"PreferSameZone\"")]
    [InlineData("ports: [{port: 80, appProtocol: a/b/c}]", "spec.ports[0].appProtocol: Invalid value: \"a/b/c\": a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')")]
    [InlineData("ports: [{port: 80}], healthCheckNodePort: 30000", "spec.healthCheckNodePort: Invalid value: 30000: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'")]
    [InlineData("type: LoadBalancer, externalTrafficPolicy: Local, ports: [{port: 80}], healthCheckNodePort: 70000", "spec.healthCheckNodePort: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("ports: [{port: 80}], ipFamilies: [IPv4, IPv6]", "spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified")]
    public void Is_refused(string spec, string error) => Assert.Equal([error], Server.Says("v1", "Service", $"spec: {{{spec}}}"));

    [Theory]
    [InlineData("clusterIP: None")]
    [InlineData("type: ExternalName, externalName: a.example.com.")]
    [InlineData("ports: [{port: 80, targetPort: 0}]")]
    [InlineData("ports: [{name: a, port: 80}, {name: b, port: 80, protocol: UDP}]")]
    [InlineData("clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, 'fd00::1'], ipFamilies: [IPv4, IPv6], ipFamilyPolicy: PreferDualStack, ports: [{port: 80}]")]
    [InlineData("clusterIP: None, ipFamilies: [IPv4, IPv6]")]
    public void Is_accepted(string spec) => Assert.Empty(Server.Says("v1", "Service", $"spec: {{{spec}}}"));

    [Fact]
    public void An_annotation_agrees_with_its_older_name() => Assert.Equal(
        ["metadata.annotations[service.kubernetes.io/topology-mode]: Invalid value: \"Auto\": must match annotations[service.kubernetes.io/topology-aware-hints] when both are specified"],
        Server.Says("v1", "Service", "metadata: {name: a, annotations: {service.kubernetes.io/topology-mode: Auto, service.kubernetes.io/topology-aware-hints: auto}}\nspec: {ports: [{port: 80}]}"));
}
