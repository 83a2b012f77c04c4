using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;
using PolyK8s.Fixtures;

namespace PolyK8s.Engine.Tests.Validation;

/// <summary>Whatever stands wherever, validation ends and says something about it or nothing.</summary>
public sealed class OddShapesTests
{
    private static readonly ImmutableArray<ManifestNode> Shapes =
    [
        ManifestNode.Null, ManifestNode.Of(true), ManifestNode.Of(-1), ManifestNode.Integer(new string('9', 40)), ManifestNode.Number("1e999"), ManifestNode.Of(""),
        ManifestNode.Of(new string('-', 300)), ManifestNode.Of("\0\u2028\ud800"), ManifestNode.Of(new string('9', 100_000)), ManifestNode.Array([]), ManifestNode.Array([ManifestNode.Null, ManifestNode.Of("")]),
        ManifestNode.Object(), ManifestNode.Object([new("a", ManifestNode.Of(1)), new("a", ManifestNode.Null)]),
    ];

    /// <summary>The kinds with a validator, and a sample of each shape of manifest.</summary>
    public static TheoryData<string> Fixtures => [.. RuleFixture.All.Where(f => f.RuleId == "SafeSchema/validity").Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Survives_any_shape_in_any_place(string name)
    {
        var root = RuleFixture.All.Single(f => f.Name == name).Change.After!.Root;
        Assert.All(Replaced(root).Append(ManifestNode.Object()), node => Assert.NotNull(string.Concat(FieldValidation.Of(new(node)))));
    }

    [Fact]
    public void Survives_any_shape_as_the_spec_of_any_kind() =>
        Assert.All(KindValidators.ByKind.Keys.SelectMany(kind => Shapes.Select(shape => (kind, shape))), pair =>
        {
            var version = pair.kind.Group.Length == 0 ? "v1" : $"{pair.kind.Group}/v1";
            ImmutableArray<ManifestMember> members = [new("apiVersion", ManifestNode.Of(version)), new("kind", ManifestNode.Of(pair.kind.Kind))];
            members = members.AddRange(new[] { "metadata", "spec", "data", "rules", "roleRef", "subjects", "endpoints", "ports", "template", "webhooks", "type" }.Select(field => new ManifestMember(field, pair.shape)));
            Assert.NotNull(string.Concat(FieldValidation.Of(new(ManifestNode.Object(members)))));
        });

    private static IEnumerable<ManifestNode> Replaced(ManifestNode node)
    {
        foreach (var shape in Shapes)
        {
            yield return shape;
        }

        for (var i = 0; i < node.Items.Length; i++)
        {
            foreach (var item in Replaced(node.Items[i]))
            {
                yield return ManifestNode.Array(node.Items.SetItem(i, item));
            }
        }

        for (var i = 0; i < node.Members.Length; i++)
        {
            foreach (var value in Replaced(node.Members[i].Value).Where(_ => node.Members[i].Name is not ("apiVersion" or "kind")))
            {
                yield return ManifestNode.Object(node.Members.SetItem(i, node.Members[i] with { Value = value }));
            }
        }
    }
}
