using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Tests.Kernels;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Lifecycles;

/// <summary>The words of kstatus and Argo CD for workloads, against a second reading, over every small combination.</summary>
public sealed class HealthDifferentialTests
{
    private static readonly List<(RolloutFacts Facts, Manifest Object)> All = [.. RolloutObjects.All().Select(f => (f, RolloutObjects.Of(f)))];

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. HealthReading.Misreadings];

    [Fact]
    public void Says_what_the_second_reading_says() => Assert.Null(FirstDifference(new()));

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_tables(string misreading) => Assert.NotNull(FirstDifference(new(misreading)));

    private static string? FirstDifference(HealthReading reading) => All
        .Where(a => Said(a.Object, StateView.Kstatus) is var k && (k.State, k.Reason) != reading.Kstatus(a.Facts) || Said(a.Object, StateView.Argo).State != reading.Argo(a.Facts))
        .Select(a => $"{a.Facts}: {Said(a.Object, StateView.Kstatus)} {Said(a.Object, StateView.Argo)}, not {reading.Kstatus(a.Facts)} {reading.Argo(a.Facts)}")
        .FirstOrDefault();

    private static ObjectState Said(Manifest manifest, StateView view) => ObjectStates.Of(manifest, DateTimeOffset.UnixEpoch, view);
}
