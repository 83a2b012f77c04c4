using CsCheck;
using PolyK8s.Engine.Kernels;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>The ratchet's kernel behind its border, against a second reading.</summary>
public sealed class RatchetDifferentialTests
{
    private const int Cases = 20_000;

    // Few keys, so that before and after share some; sometimes more of them than the kernel scans.
    private static readonly Gen<string[]> Keys = Gen.OneOf(
        Gen.Int[0, 3].Select(i => $"SafeGraph/dependency-cycle\nspec.field[{i}]").Array[0, 4],
        Gen.Int[0, 80].Select(i => $"SafeGraph/dependency-cycle\nspec.field[{i}]").Array[30, 60]);

    private static readonly Gen<(string[] Before, (string Key, bool Error)[] After, Mode Mode)> Judgements =
        Gen.Select(Keys, Keys.SelectMany(keys => Gen.Bool.Array[keys.Length].Select(errors => keys.Zip(errors).ToArray())), Gen.Int[(int)Mode.Audit, (int)Mode.Enforce].Select(mode => (Mode)mode));

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. RatchetReading.Misreadings];

    [Fact]
    public void Gives_the_effects_that_the_second_reading_gives() => Judgements.Sample(j => Agrees(j, new()), iter: Cases);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Judgements.Sample(j => Agrees(j, new(misreading)), iter: Cases, threads: 1));

    private static bool Agrees((string[] Before, (string Key, bool Error)[] After, Mode Mode) j, RatchetReading reading)
    {
        var (keys, errors) = (j.After.Select(a => a.Key).ToArray(), j.After.Select(a => a.Error).ToArray());
        return Ratchet.Effects([.. j.Before], [.. keys], [.. errors], j.Mode).SequenceEqual(reading.Effects(j.Before, keys, errors, j.Mode));
    }
}
