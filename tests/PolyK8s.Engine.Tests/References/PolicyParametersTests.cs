using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;

namespace PolyK8s.Engine.Tests.References;

/// <summary>The parameters of admission policy bindings: of the kind the policy says, where the binding says.</summary>
public sealed class PolicyParametersTests
{
    private const string Definition = """
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "limits.example.com"},
         "spec": {"group": "example.com", "scope": "Cluster", "names": {"kind": "Limit", "plural": "limits"}, "versions": []}}
        """;

    [Theory]
    [InlineData("Validating", "v1", "ConfigMap", "rules", "Deny", "ConfigMap rules/most", true)]
    [InlineData("Mutating", "v1", "ConfigMap", "rules", "Allow", "ConfigMap rules/most", false)]
    [InlineData("Validating", "v1", "ConfigMap", null, "Deny", null, false)] // that of each request's namespace
    [InlineData("Validating", "v1", "Node", null, "Deny", "Node most", true)]
    [InlineData("Validating", "example.com/v1", "Limit", null, "Deny", "Limit.example.com most", true)]
    [InlineData("Validating", "example.com/v1", "Bound", null, "Deny", null, false)] // nobody says where the kind lives
    public void Are_of_the_kind_that_the_policy_says(string prefix, string version, string kind, string? ns, string action, string? target, bool required)
    {
        var binding = Binding(prefix, ns, action);

        var reference = PolicyParameters.Of(binding, ClusterView.Of([Policy(prefix, version, kind), Read(Definition)])).SingleOrDefault();

        Assert.Equal((target, required), (reference?.Target.ToString(), reference?.IsRequired ?? false));
    }

    [Fact]
    public void Are_not_known_without_the_policy() =>
        Assert.Empty(PolicyParameters.Of(Binding("Validating", "rules", "Deny"), ClusterView.Of([Policy("Mutating", "v1", "ConfigMap")])));

    private static Manifest Policy(string prefix, string version, string kind) => Read($$"""
        {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "{{prefix}}AdmissionPolicy", "metadata": {"name": "bounds"},
         "spec": {"paramKind": {"apiVersion": "{{version}}", "kind": "{{kind}}"} } }
        """);

    private static Manifest Binding(string prefix, string? ns, string action) => Read($$"""
        {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "{{prefix}}AdmissionPolicyBinding", "metadata": {"name": "bounds"},
         "spec": {"policyName": "bounds", "paramRef": {"name": "most", {{(ns is null ? "" : $"\"namespace\": \"{ns}\",")}} "parameterNotFoundAction": "{{action}}"} } }
        """);

    private static Manifest Read(string text) => ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(text), "f").Manifests[0];
}
