using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Tests.Selectors;

/// <summary>Node selectors: one term is enough, every requirement of it must hold.</summary>
public sealed class NodeSelectorTermsTests
{
    [Theory]
    [InlineData("[]", false)]
    [InlineData("[{}]", false)] // a term without requirements takes no node
    [InlineData("[{}, {matchExpressions: [{key: zone, operator: In, values: [a, b]}]}]", true)]
    [InlineData("[{matchExpressions: [{key: zone, operator: In, values: [a]}, {key: disk, operator: Exists}]}]", false)]
    [InlineData("[{matchExpressions: [{key: zone, operator: NotIn, values: [b]}, {key: disk, operator: DoesNotExist}]}]", true)]
    [InlineData("[{matchExpressions: [{key: cores, operator: Gt, values: ['7']}]}]", true)]
    [InlineData("[{matchExpressions: [{key: cores, operator: Gt, values: ['8']}]}]", false)]
    [InlineData("[{matchExpressions: [{key: cores, operator: Lt, values: ['9']}]}]", true)]
    [InlineData("[{matchExpressions: [{key: cores, operator: Lt, values: ['8']}]}]", false)]
    [InlineData("[{matchExpressions: [{key: zone, operator: Gt, values: ['1']}]}]", false)]
    [InlineData("[{matchExpressions: [{key: absent, operator: Lt, values: ['1']}]}]", false)]
    [InlineData("[{matchFields: [{key: metadata.name, operator: In, values: [one]}]}]", true)]
    [InlineData("[{matchFields: [{key: metadata.name, operator: NotIn, values: [one]}]}]", false)]
    [InlineData("[{matchFields: [{key: metadata.name, operator: In, values: [two]}]}, {matchExpressions: [{key: zone, operator: Exists}]}]", true)]
    [InlineData("[{matchExpressions: [{key: zone, operator: Exists}], matchFields: [{key: metadata.name, operator: In, values: [two]}]}]", false)]
    public void Take_a_node(string terms, bool taken) => Assert.Equal(taken, NodeSelectorTerms.Take(
        Read($"apiVersion: v1\nkind: X\nmetadata: {{name: x}}\nnodeSelectorTerms: {terms}").Root,
        Read("apiVersion: v1\nkind: Node\nmetadata: {name: one, labels: {zone: a, cores: '8'}}")));

    private static Manifest Read(string text) => ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(text), "f").Manifests[0];
}
