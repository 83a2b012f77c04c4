using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Manifests;

/// <summary>Every node and every key knows its line and column.</summary>
public sealed class PlaceTests
{
    private const string Yaml = "# comment\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  labels: {a: b, \"ü😀\": [1, *z]}\nlist:\n  - one\n  - two: 2\n    three: |\n      text\n";

    private const string Json = "\n{\n  \"apiVersion\": \"v1\",\n  \"ü😀\": [1, {\"a\": null}], \"b\": true\n}\n";

    [Theory]
    [InlineData("", "3:1", "")]
    [InlineData("kind", "4:7", "4:1")]
    [InlineData("metadata", "6:3", "5:1")]
    [InlineData("metadata/name", "6:9", "6:3")]
    [InlineData("metadata/labels", "7:11", "7:3")]
    [InlineData("metadata/labels/a", "7:15", "7:12")]
    [InlineData("metadata/labels/ü😀", "7:25", "7:18")]
    [InlineData("metadata/labels/ü😀/1", "7:29", "")]
    [InlineData("list", "9:3", "8:1")]
    [InlineData("list/0", "9:5", "")]
    [InlineData("list/1", "10:5", "")]
    [InlineData("list/1/two", "10:10", "10:5")]
    [InlineData("list/1/three", "11:12", "11:5")]
    public void Places_yaml(string path, string node, string name) => Assert.Equal((node, name), Find(Yaml.Replace("*z", "2", StringComparison.Ordinal), path));

    [Theory]
    [InlineData("", "2:1", "")]
    [InlineData("apiVersion", "3:17", "3:3")]
    [InlineData("ü😀", "4:10", "4:3")]
    [InlineData("ü😀/0", "4:11", "")]
    [InlineData("ü😀/1", "4:14", "")]
    [InlineData("ü😀/1/a", "4:20", "4:15")]
    [InlineData("b", "4:33", "4:28")]
    public void Places_json(string path, string node, string name) => Assert.Equal((node, name), Find(Json, path));

    private static (string, string) Find(string text, string path)
    {
        var set = ManifestReader.ReadTrees(Encoding.UTF8.GetBytes(text), "f");
        Assert.Empty(set.Faults);
        var node = Assert.Single(set.Manifests).Root;
        var name = "";
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var member = node.Members.FirstOrDefault(m => m.Name == step);
            name = member.Name is null ? "" : member.NamePlace.ToString();
            node = member.Value ?? node.Items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)];
        }

        return (node.Place.ToString(), name);
    }
}
