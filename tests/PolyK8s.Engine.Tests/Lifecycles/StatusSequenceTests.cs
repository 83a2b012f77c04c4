using CsCheck;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Tests.Kernels;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Lifecycles;

/// <summary>Sequences of statuses: what may follow what, against a second reading, and that ends are ends.</summary>
public sealed class StatusSequenceTests
{
    private static readonly RolloutFacts[] Deployments = [.. RolloutObjects.All().Where(f => f.Kind == "Deployment")];

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. TransitionReading.Misreadings];

    [Fact]
    public void Allows_what_the_second_reading_allows() => Compare(new());

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_tables(string misreading) => Assert.ThrowsAny<CsCheckException>(() => Compare(new(misreading)));

    [Fact]
    public void Agrees_with_the_second_reading_on_every_pair_of_states() => Assert.All(
        LifecycleTables.All.Select(t => (Kind: t.Kinds[0], t.Compiled.States)),
        t => Assert.All(
            t.States.SelectMany(from => t.States.Select(to => (from, to))),
            pair => Assert.Equal(
                (t.Kind, pair.from.Name, pair.to.Name, new TransitionReading().MayBecome(t.Kind.Kind, pair.from.Name, pair.to.Name)),
                (t.Kind, pair.from.Name, pair.to.Name, ObjectStates.MayBecome(t.Kind, pair.from.Name, pair.to.Name)))));

    [Fact]
    public void What_has_ended_stays_until_it_is_deleted() => Assert.All(LifecycleTables.All, table =>
        Gen.Int[0, table.Compiled.States.Length - 1].Select(i => table.Compiled.States[i]).Array[2, 30].Sample(walk =>
        {
            var ended = false;
            for (var i = 1; i < walk.Length && ObjectStates.MayBecome(table.Kinds[0], walk[i - 1].Name, walk[i].Name); i++)
            {
                ended |= walk[i - 1].Level == StateLevel.Ended;
                Assert.True(!ended || walk[i].Level is StateLevel.Ended or StateLevel.Leaving);
            }
        }, iter: 500, threads: 1));

    private static void Compare(TransitionReading reading) => Gen.Int[0, Deployments.Length - 1].Select(i => Deployments[i]).Array[2, 12].Sample(
        history => history.Zip(history.Skip(1)).All(step =>
        {
            var change = StateChange.Of(RolloutObjects.Of(step.First), RolloutObjects.Of(step.Second), Objects.Now);
            return change.IsLegal == reading.MayBecome("Deployment", change.From, change.To);
        }),
        iter: 2_000,
        threads: 1);
}
