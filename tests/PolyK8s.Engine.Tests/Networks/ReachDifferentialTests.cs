using CsCheck;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Networks;

/// <summary>The evaluator, from the objects to the answer, against network policies read a second time.</summary>
public sealed class ReachDifferentialTests
{
    // Each cluster has some 480 cells, and three tests ask for all of them by both guesses: over a million answers.
    private const int Clusters = 300;

    /// <summary>The planted misreadings.</summary>
    public static TheoryData<string> Misreadings => [.. NetworkMisreadings.All.Keys];

    [Fact]
    public void Answers_as_the_second_reading_where_all_is_known() =>
        NetworkVocabulary.Cluster(known: true, wide: 3).Sample(objects => Assert.Null(Cells.Difference(objects, Exactly, Right)), iter: Clusters);

    [Fact]
    public void Leaves_open_exactly_what_depends_on_what_is_not_known() =>
        NetworkVocabulary.Cluster(known: false, wide: 0).Sample(objects => Assert.Null(Cells.Difference(objects, Open, Right)), iter: Clusters);

    [Fact]
    public void Never_decides_what_depends_on_what_is_not_known() =>
        NetworkVocabulary.Cluster(known: false, wide: 3).Sample(objects => Assert.Null(Cells.Difference(objects, Careful, Right)), iter: Clusters);

    [Fact]
    public void Answers_for_policies_of_v1alpha1_as_for_the_same_ones_of_v1alpha2() => NetworkVocabulary.Cluster(known: true, wide: 3).Sample(
        objects =>
        {
            var (older, same) = OlderPolicies.Of(objects);
            Assert.Null(Cells.Difference(older, Exactly, (_, guess) => new(same, guess)));
        },
        iter: Clusters);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_evaluator(string misreading) =>
        Assert.Contains(Enumerable.Range(0, Clusters), _ => Cells.Difference(NetworkVocabulary.Cluster(known: true, wide: 6).Single(), Exactly, NetworkMisreadings.All[misreading]) is not null);

    private static NetworkReading Right(IReadOnlyList<Manifest> objects, bool guess) => new(objects, guess);

    private static bool Exactly(Reach got, Reach yes, Reach no) => got == yes && got == no;

    private static bool Open(Reach got, Reach yes, Reach no) => got == (yes == no ? yes : Reach.Unknown);

    private static bool Careful(Reach got, Reach yes, Reach no) => got == Reach.Unknown || (got == yes && got == no);
}
