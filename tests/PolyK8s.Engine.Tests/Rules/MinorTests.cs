using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Tests.Schemas;
using PolyK8s.Fixtures;

namespace PolyK8s.Engine.Tests.Rules;

/// <summary>T-17: what a rule says depends on the minor of Kubernetes only where the schema of the object's kind does.</summary>
public sealed class MinorTests
{
    [Theory]
    [MemberData(nameof(SchemaPackTests.Minors), MemberType = typeof(SchemaPackTests))]
    public void T_17_Every_fixture_is_judged_alike_under_every_minor(int minor)
    {
        var (pack, differing) = (SchemaPack.Of(minor)!, new List<string>());
        foreach (var fixture in RuleFixture.All)
        {
            var (usual, other) = (Said(fixture, SchemaPack.Newest), Said(fixture, pack));

            // Of the structure of an object the schema decides, and of a kind's age the release; of everything else neither.
            var decided = HasSameSchema(fixture, pack) ? (Func<string, bool>)IsAgeless : IsFree;
            if (usual.Where(decided).Except(other).Concat(other.Where(decided).Except(usual)).Any())
            {
                differing.Add($"{fixture.Name}: {string.Join(" | ", usual.Except(other))} / {string.Join(" | ", other.Except(usual))}");
            }
        }

        Assert.Equal("", string.Join('\n', differing));
    }

    private static bool IsFree(string said) => !said.StartsWith("SafeSchema/", StringComparison.Ordinal);

    private static bool IsAgeless(string said) => !said.StartsWith("SafeSchema/known-kind ", StringComparison.Ordinal);

    private static HashSet<string> Said(RuleFixture fixture, SchemaPack pack)
    {
        var verdict = Judge.OfAllRules.Decide(fixture.Change, fixture.View.With(pack), Policies.Strict);
        return [.. verdict.Findings.Select(f => $"{f.Rule} {f.Effect} {f.Sentence}"), .. verdict.NotJudged.Select(n => $"{n.Rule} not judged: {n.Reason}")];
    }

    // Whether the kind is there with the same fields, shapes and enums all the way down.
    private static bool HasSameSchema(RuleFixture fixture, SchemaPack pack)
    {
        var (group, version, kind) = (fixture.Change.Object.Group, fixture.Change.Object.ApiVersion.Split('/')[^1], fixture.Change.Object.Kind);
        return (SchemaPack.Newest.Find(group, version, kind), pack.Find(group, version, kind)) switch
        {
            (null, null) => SchemaPack.Newest.Kinds.Length == pack.Kinds.Length,
            ({ } a, { } b) => Same(a, b),
            _ => false,
        };
    }

    private static bool Same(KindSchema a, KindSchema b)
    {
        var seen = new HashSet<(int, int)>();
        return Alike(a.Root, b.Root);

        bool Alike(int x, int y)
        {
            if (x < 0 || y < 0 || !seen.Add((x, y)))
            {
                return x < 0 == y < 0;
            }

            var (m, n) = (a.Table[x], b.Table[y]);
            return m.Shape == n.Shape && m.Allowed.SequenceEqual(n.Allowed) && m.Fields.Length == n.Fields.Length && Alike(m.Element, n.Element)
                && m.Fields.Zip(n.Fields).All(pair => pair.First with { Schema = 0 } == pair.Second with { Schema = 0 } && Alike(pair.First.Schema, pair.Second.Schema));
        }
    }
}
