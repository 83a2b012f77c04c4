using CsCheck;
using PolyK8s.Engine.Certificates;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>The rotation of authorities behind its border, against a second reading.</summary>
public sealed class RotationDifferentialTests
{
    private const int Cases = 20_000;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Hours around the edges: the hour of settling, the week of a leaf, two thirds of a year, a year.
    private static readonly Gen<int> Hours = Gen.OneOf(Gen.Int[-2, 2], Gen.Int[166, 170], Gen.Int[5838, 5842], Gen.Int[8758, 8762]);

    private static readonly Gen<Authority> Authorities = Gen.Select(Hours, Gen.OneOf(Gen.Const((int?)null), Hours.Select(h => (int?)h)), (begins, retires) =>
        new Authority(Start.AddHours(begins), Start.AddHours(begins) + Rotation.AuthorityLife, retires is { } at ? Start.AddHours(at) : null));

    private static readonly Gen<(Authority[] All, bool[] Published, DateTimeOffset Now)> Plans = Gen.Select(
        Gen.Select(Authorities, Gen.Bool).Array[0, 3], Hours, (all, now) => (all.Select(a => a.Item1).ToArray(), all.Select(a => a.Item2).ToArray(), Start.AddHours(now)));

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. RotationReading.Misreadings];

    [Fact]
    public void Steps_and_signs_as_the_second_reading_does() => Plans.Sample(p => Agrees(p, new()), iter: Cases);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Plans.Sample(p => Agrees(p, new(misreading)), iter: Cases, threads: 1));

    private static bool Agrees((Authority[] All, bool[] Published, DateTimeOffset Now) p, RotationReading reading) =>
        Rotation.Next([.. p.All], [.. p.Published], p.Now) == reading.Next(p.All, p.Published, p.Now)
        && Rotation.Signer([.. p.All], [.. p.Published], p.Now) == reading.Signer(p.All, p.Published, p.Now);
}
