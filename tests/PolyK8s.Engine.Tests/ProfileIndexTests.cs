using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Tests;

/// <summary>The profiles that are looked up are those that speak about an object, each once.</summary>
public sealed class ProfileIndexTests
{
    [Fact]
    public void Finds_what_asking_every_profile_finds()
    {
        var random = new Random(4);
        string[] keys = ["a", "b"], values = ["x", "y", "z"], operators = ["In", "NotIn", "Exists", "DoesNotExist"];
        string One(string[] of) => of[random.Next(of.Length)];
        LabelSelector? Selector() => random.Next(8) switch
        {
            0 => null,
            1 => LabelSelector.Everything,
            _ => LabelSelector.From(Read($"{{matchLabels: {{{(random.Next(2) == 0 ? $"a: {One(values)}" : "")}}}, matchExpressions: [{{key: {One(keys)}, operator: {One(operators)}, values: [{One(values)}, {One(values)}]}}]}}")),
        };
        var some = 0;
        for (var round = 0; round < 500; round++)
        {
            var profiles = Enumerable.Range(0, 12).Select(i => new SafetyProfile($"p{i}", Selector(), random.Next(3) == 0 ? ["Pod"] : [], [])).ToArray();
            var labels = random.Next(6) == 0 ? null : Read($"{{{string.Join(", ", keys.Where(_ => random.Next(3) > 0).Select(key => $"{key}: {One(values)}"))}}}");
            var (kind, ns) = (new GroupKind("", random.Next(2) == 0 ? "Pod" : "Service"), random.Next(4) == 0 ? "" : "shop");
            var found = new ProfileIndex([.. profiles]).About(kind, ns, labels).Select(profile => profile.Name).Order(StringComparer.Ordinal).ToArray();
            Assert.Equal(profiles.Where(profile => profile.AppliesTo(kind, ns, labels)).Select(profile => profile.Name).Order(StringComparer.Ordinal), found);
            some += found.Length;
        }

        Assert.InRange(some, 500, 5000);
    }

    private static ManifestNode Read(string yaml) => ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes($"{{apiVersion: v1, kind: A, metadata: {{name: a}}, spec: {yaml}}}"), "").Manifests.Single().Root["spec"]!;
}
