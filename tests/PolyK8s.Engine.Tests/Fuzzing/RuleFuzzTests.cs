using CsCheck;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Engine.Tests.Fuzzing;

/// <summary>No object, however malformed, and no state around it makes a rule fail: a rule that throws leaves the API server without an answer.</summary>
/// <remarks>The corpus is the fixtures of every rule; a case that once failed is kept as a fixture of its rule.</remarks>
public sealed class RuleFuzzTests
{
    // Bounded for a build: a minute of a longer run is `CsCheck_Time=60 dotnet test --filter RuleFuzz`.
    private const int Cases = 20_000;

    [Fact]
    public void Every_rule_answers_to_any_object() => Gen.Int[0, int.MaxValue - 1].Sample(seed => Answers(seed, Judge.OfAllRules), iter: Cases, threads: 2);

    [Fact]
    public void Mutants_differ_from_what_they_come_from()
    {
        var tree = RuleFixture.All[0].Change.Object.Root;
        var mutants = Enumerable.Range(0, 200).Select(seed => Mutant.Of(tree, new(seed)).ToString()).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(mutants.Count, 100, 200);
    }

    [Fact]
    public void A_rule_that_trusts_the_form_of_an_object_is_caught()
    {
        var naive = new Judge(new RuleBook([new NaiveRule()]));
        Assert.ThrowsAny<InvalidOperationException>(() =>
        {
            for (var seed = 0; seed < 2_000; seed++)
            {
                Answers(seed, naive);
            }
        });
    }

    private static void Answers(int seed, Judge judge)
    {
        var random = new Random(seed);
        var fixture = RuleFixture.All[random.Next(RuleFixture.All.Count)];
        try
        {
            var verdict = judge.Decide(ChangeOf(fixture.Change, random), ViewOf(fixture, random), Policies.Strict);
            foreach (var finding in verdict.Findings)
            {
                Assert.DoesNotContain('\n', finding.Sentence);
                Assert.NotEqual("", finding.Rule);
            }
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"seed {seed}, from {fixture.Name}: {e.Message}", e);
        }
    }

    private static Change ChangeOf(Change change, Random random)
    {
        var which = random.Next(3);
        return new(change.Operation, which == 0 ? change.Before : Changed(change.Before, random), which == 1 ? change.After : Changed(change.After, random))
        {
            Author = change.Author,
            Subresource = change.Subresource,
        };
    }

    private static ClusterView ViewOf(RuleFixture fixture, Random random) =>
        fixture.State is not { Length: > 0 } state || random.Next(2) == 0 ? fixture.View
        : ClusterView.Of(state.SetItem(random.Next(state.Length), Changed(state[random.Next(state.Length)], random)!));

    private static Manifest? Changed(Manifest? manifest, Random random) => manifest is null ? null : new(Mutant.Of(manifest.Root, random));

    private sealed class NaiveRule : IRule
    {
        public RuleCard Card { get; } = TestRule.CardOf("SafeTest/naive");

        public IEnumerable<Finding> Judge(Change change, ClusterView view) =>
            change.Object.Root["metadata"]!["name"]!.Kind == NodeKind.String ? [] : throw new InvalidCastException("no name");
    }
}
