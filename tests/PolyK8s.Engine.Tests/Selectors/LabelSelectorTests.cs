using System.Text.Json;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Tests.Selectors;

/// <summary>The truth table of label selectors, as k8s.io/apimachinery documents it.</summary>
public sealed class LabelSelectorTests
{
    [Theory]
    [InlineData("{}", "{}", true)]
    [InlineData("""{"matchLabels":{"a":"1"}}""", """{"a":"1","b":"2"}""", true)]
    [InlineData("""{"matchLabels":{"a":"1"}}""", """{"a":"2"}""", false)]
    [InlineData("""{"matchLabels":{"a":""}}""", "{}", false)]
    [InlineData("""{"matchLabels":{"a":""}}""", """{"a":""}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"a","operator":"In","values":["1","2"]}]}""", """{"a":"2"}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"a","operator":"In","values":["1"]}]}""", "{}", false)]
    [InlineData("""{"matchExpressions":[{"key":"a","operator":"NotIn","values":["1"]}]}""", "{}", true)]
    [InlineData("""{"matchExpressions":[{"key":"a","operator":"NotIn","values":["1"]}]}""", """{"a":"1"}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"a","operator":"Exists"}]}""", """{"a":"x"}""", true)]
    [InlineData("""{"matchExpressions":[{"key":"a","operator":"Exists"}]}""", "{}", false)]
    [InlineData("""{"matchExpressions":[{"key":"a","operator":"DoesNotExist"}]}""", "{}", true)]
    [InlineData("""{"matchExpressions":[{"key":"a","operator":"DoesNotExist"}]}""", """{"a":"x"}""", false)]
    [InlineData("""{"matchLabels":{"a":"1"},"matchExpressions":[{"key":"b","operator":"Exists"}]}""", """{"a":"1"}""", false)]
    [InlineData("""{"matchExpressions":[{"key":"a","operator":"Is"}]}""", """{"a":"x"}""", false)]
    public void Matches_as_the_API_server_does(string selector, string labels, bool expected) =>
        Assert.Equal(expected, LabelSelector.From(Node(selector)).Matches(Node(labels)));

    [Fact]
    public void Takes_absent_labels_for_none() => Assert.True(LabelSelector.Everything.Matches(null));

    private static ManifestNode Node(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ManifestNodeJson.From(document.RootElement);
    }
}
