using CsCheck;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Manifests;

/// <summary>What is written as YAML is read back as what it was.</summary>
public sealed class ManifestYamlTests
{
    private static readonly string[] Odd =
    [
        "y", "No", "null", "~", "1e3", "0x1f", "017", "1:20", "2024-01-02", ".inf", "- a", "a: b", "a #b", "<<", "=", " lead", "trail ", "/path", "registry.example/web:1", "👍",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[0, 12],
        Gen.String[Gen.Char["ab:#-,[]{}&*!|>'\"%@`?~ \t\n\r\u0085\u2028\u007f=0.1"], 0, 8],
        Gen.Int[0, Odd.Length - 1].Select(i => Odd[i]));

    private static readonly Gen<ManifestNode> Scalar = Gen.OneOf(
        Text.Select(text => ManifestNode.Of(text)),
        Gen.Int.Select(n => ManifestNode.Of(n)),
        Gen.Bool.Select(flag => ManifestNode.Of(flag)),
        Gen.Const(ManifestNode.Null));

    [Fact]
    public void Reads_back_what_it_wrote() => Object(4).Sample(
        node => Assert.Equal(node.ToString(), Read(ManifestYaml.Of(node)).ToString()), iter: 3_000);

    [Fact]
    public void Writes_as_people_do() => Assert.Equal(
        """
        apiVersion: v1
        list:
        - a: 1
          b: []
        - - x
          - "y"
        text: "two\nlines"

        """,
        ManifestYaml.Of(ManifestNode.Object(
            ("apiVersion", ManifestNode.Of("v1")),
            ("list", ManifestNode.Array([
                ManifestNode.Object(("a", ManifestNode.Of(1)), ("b", ManifestNode.Array([]))),
                ManifestNode.Array([ManifestNode.Of("x"), ManifestNode.Of("y")])])),
            ("text", ManifestNode.Of("two\nlines")))));

    private static Gen<ManifestNode> Any(int depth) => depth == 0 ? Scalar : Gen.Frequency((3, Scalar), (2, Object(depth - 1)), (2, Any(depth - 1).Array[0, 3].Select(items => ManifestNode.Array([.. items]))));

    private static Gen<ManifestNode> Object(int depth) =>
        Gen.Select(Text, depth == 0 ? Scalar : Any(depth - 1)).Array[1, 4].Select(members => ManifestNode.Object([.. members.DistinctBy(m => m.Item1).Select(m => new ManifestMember(m.Item1, m.Item2))]));

    private static ManifestNode Read(string yaml) => Assert.Single(ManifestReader.ReadTrees(System.Text.Encoding.UTF8.GetBytes(yaml), "written.yaml").Manifests).Root;
}
