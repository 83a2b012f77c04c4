using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Engine.Tests.Fuzzing;

/// <summary>
/// Nothing an author may put on an object excuses it (CVE-2023-34091: policies passed over whatever was being deleted): with a
/// deletion time, finalizers, owners, managed fields or a generation, what was denied is denied.
/// </summary>
public sealed class ShortcutTests
{
    /// <summary>The names of the denied fixtures.</summary>
    public static TheoryData<string> Denied => [.. RuleFixture.All.Where(f => !f.Allowed).Select(f => f.Name)];

    private static readonly (string Name, string Value)[] Excuses =
    [
        ("deletionTimestamp", "\"2026-01-01T00:00:00Z\""),
        ("deletionGracePeriodSeconds", "0"),
        ("finalizers", """["example.com/park"]"""),
        ("ownerReferences", """[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"parent","uid":"0c2d8a3e-1111-4222-8333-444455556666","controller":true}]"""),
        ("managedFields", """[{"manager":"kubectl","operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{}}]"""),
        ("generation", "7"),
        ("labels", """{"policy.example/ignore":"true","admission.gatekeeper.sh/ignore":"yes","safety.poly-k8s.io/ignore":"true"}"""),
    ];

    [Theory]
    [MemberData(nameof(Denied))]
    public void CVE_2023_34091_no_metadata_is_an_excuse(string name)
    {
        var fixture = RuleFixture.All.Single(f => f.Name == name);
        foreach (var (field, value) in Excuses)
        {
            if (fixture.Change.Object.Root.At("metadata", field) is not null || MayExcuse(fixture.RuleId, field))
            {
                continue;
            }

            Assert.True(Finds(fixture, field, value), $"`metadata.{field}` excuses it");
        }
    }

    [Fact]
    public void What_may_excuse_does()
    {
        foreach (var (rule, field) in JudgedAtTheirController.Select(r => (r, "ownerReferences")).Concat(NotOfWhatIsEnding.Select(r => (r, "deletionTimestamp"))))
        {
            var value = Excuses.Single(e => e.Name == field).Value;
            var excused = RuleFixture.All.Where(f => f.RuleId == rule && !f.Allowed).Where(f => f.Change.Object.Root.At("metadata", field) is null).Count(f => !Finds(f, field, value));
            Assert.True(excused > 0, $"`{rule}` need not be listed: no fixture is excused by `{field}`");
        }
    }

    // What a controller makes has the rest of these judged at its controller, and what is ending starts nothing. No rule about rights, networks or form is here.
    private static readonly string[] JudgedAtTheirController =
    [
        "SafeGraph/claim-before-consumer", "SafeGraph/dangling-reference", "SafeGraph/overlapping-selectors",
        "SafeGraph/service-reach", "SafeGraph/startup-deadlock", "SafeGraph/webhook-deadlock",
    ];

    private static readonly string[] NotOfWhatIsEnding = ["SafeResource/illegal-transition", "SafeStateMachine/rollout-guard"];

    private static bool MayExcuse(string rule, string field) =>
        (field == "ownerReferences" && JudgedAtTheirController.Contains(rule)) || (field == "deletionTimestamp" && NotOfWhatIsEnding.Contains(rule));

    private static bool Finds(RuleFixture fixture, string field, string value)
    {
        var change = fixture.Change with { Before = With(fixture.Change.Before, field, value), After = With(fixture.Change.After, field, value) };
        return Judge.OfAllRules.Decide(change, fixture.View, Policies.Strict).Findings.Any(f => f.Rule == fixture.RuleId);
    }

    private static Manifest? With(Manifest? manifest, string field, string value)
    {
        if (manifest?.Root["metadata"] is not { Kind: NodeKind.Object } metadata)
        {
            return manifest;
        }

        var node = ManifestReader.ReadTrees(System.Text.Encoding.UTF8.GetBytes($"{{\"v\": {value}}}"), "").Manifests[0].Root["v"]!;
        var at = manifest.Root.Members.Select((m, i) => (m, i)).First(x => x.m.Name == "metadata").i;
        var changed = ManifestNode.Object(metadata.Members.Add(new(field, node)), metadata.Place);
        return new(ManifestNode.Object(manifest.Root.Members.SetItem(at, new("metadata", changed)), manifest.Root.Place), manifest.File);
    }
}
