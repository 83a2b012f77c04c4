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
            if (fixture.Change.Object.Root.At("metadata", field) is not null || (ReadsOwnersAndEnds(fixture) && (field is "ownerReferences" or "deletionTimestamp")))
            {
                continue;
            }

            var change = fixture.Change with { Before = With(fixture.Change.Before, field, value), After = With(fixture.Change.After, field, value) };
            var found = Judge.OfAllRules.Decide(change, fixture.View, Policies.Strict).Findings.Where(f => f.Rule == fixture.RuleId);
            Assert.True(found.Any(), $"`metadata.{field}` excuses it");
        }
    }

    /// <summary>
    /// What belongs to a controller is judged as its controller's, and what is ending starts nothing and waits for nothing: rules about
    /// order and lifecycles look at both. Rules about rights, networks and form do not.
    /// </summary>
    private static bool ReadsOwnersAndEnds(RuleFixture fixture) =>
        fixture.RuleId.Split('/')[0] is "SafeGraph" or "SafeResource" or "SafeStateMachine";

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
