using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Validation;

/// <summary>The configuration of a tool among the manifests is no object, and no mistake.</summary>
public sealed class ToolConfigurationTests
{
    private static readonly Judge Validity = new(RuleBook.All.Select(["SafeSchema/validity"], []));

    [Theory]
    [InlineData("apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes: []\n", 0)]
    [InlineData("apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nmetadata: {}\n", 1)]
    [InlineData("apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n", 1)]
    public void Without_metadata_and_a_known_kind_there_is_nothing_to_validate(string text, int findings) => Assert.Equal(
        findings,
        Validity.Decide(Change.Create(ManifestReader.Read(Encoding.UTF8.GetBytes(text), "").Manifests[0]), ClusterView.NotGiven, Policies.Strict).Findings.Length);
}
