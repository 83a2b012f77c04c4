using System.Collections.Immutable;
using CsCheck;
using PolyK8s.Engine.Kernels;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>The ratchet behind its border, against the ratchet read a second time.</summary>
public sealed class RatchetDifferentialTests
{
    private static readonly Gen<string> Key = Of("", "a", "A", "b", "spec.a", "spec.a[0]", "spec.a[1]");
    private static readonly Gen<ImmutableArray<string>> Keys = Key.Array[0, 4].Select(k => k.ToImmutableArray());
    private static readonly Gen<ImmutableArray<bool>> Errors = Gen.Bool.Array[4].Select(e => e.ToImmutableArray());
    private static readonly Gen<Mode> Modes = Of(Mode.Audit, Mode.Warn, Mode.Enforce);

    /// <summary>Plausible misreadings of the ratchet.</summary>
    public static TheoryData<string> Misreadings => [.. RatchetReading.Misreadings.Keys];

    [Fact]
    public void Gives_the_effects_the_second_reading_gives() => Compare(new(), 100_000);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Compare(RatchetReading.Misreadings[misreading], 20_000));

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void Compare(RatchetReading reading, int cases) =>
        Gen.Select(Keys, Keys, Errors, Modes).Sample(
            (before, after, errors, mode) => Ratchet.Effects(before, after, errors, mode).SequenceEqual(reading.Effects(before, after, errors, mode)),
            iter: cases,
            threads: 1);
}
