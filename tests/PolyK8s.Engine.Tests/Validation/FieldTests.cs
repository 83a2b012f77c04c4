using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Tests.Validation;

/// <summary>A field knows where it stands, whatever was asked for before.</summary>
public sealed class FieldTests
{
    [Fact]
    public void One_node_under_two_names_has_two_paths()
    {
        // An alias of YAML makes one node stand in two places.
        var shared = ManifestNode.Array(["item"]);
        var root = Field.Root(ManifestNode.Object(("spec", ManifestNode.Object(("first", shared), ("second", shared)))));
        Assert.Equal("spec.first[0]", root["spec"]["first"].Items()[0].Path);
        Assert.Equal("spec.second[0]", root["spec"]["second"].Items()[0].Path);
        Assert.Equal("spec.first", root["spec"]["first"].Path);
    }

    [Fact]
    public void What_is_asked_for_again_is_the_same_field()
    {
        var root = Field.Root(ManifestNode.Object(("list", ManifestNode.Array([ManifestNode.Object(("name", ManifestNode.Of("a")))]))));
        Assert.Same(root["list"].Items()[0], root["list"].Items()[0]);
        Assert.Equal("a", root["list"].Items()[0]["name"].Text);
        Assert.Empty(root["nothing"].Items());
    }
}
