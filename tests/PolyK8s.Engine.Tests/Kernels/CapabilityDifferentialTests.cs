using CsCheck;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Rbac;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>The kernel behind its border, against RBAC read a second time.</summary>
public sealed class CapabilityDifferentialTests
{
    private const int Cases = 100_000;

    private static readonly RbacReading Right = new();

    /// <summary>Plausible misreadings of RBAC.</summary>
    public static TheoryData<string> Misreadings => [.. Rbac.Misreadings.All.Keys];

    [Fact]
    public void Allows_what_the_second_reading_allows() =>
        Gen.Select(RbacVocabulary.Rules, RbacVocabulary.Request)
            .Sample((rules, request) => Capability.Of(rules).Allows(request) == Right.Allows(rules, request), iter: Cases);

    [Fact]
    public void Finds_uncovered_what_the_second_reading_finds_in_the_same_order() =>
        Gen.Select(RbacVocabulary.Rules, RbacVocabulary.Rules)
            .Sample((owner, servant) => Capability.Of(owner).Uncovered(Capability.Of(servant)).SequenceEqual(Right.Uncovered(owner, servant)), iter: Cases);

    [Fact]
    public void Decides_a_write_as_the_second_reading_would() =>
        Gen.Select(RbacVocabulary.Rules, RbacVocabulary.Rules, RbacVocabulary.Request, Gen.Bool, Gen.Bool, Gen.Bool)
            .Sample(
                (held, granted, entitlement, masters, known, aggregates) =>
                {
                    var decision = Capability.Of(held).Decide(masters, entitlement, known ? Capability.Of(granted) : null, aggregates);
                    var entitled = masters || Right.Allows(held, entitlement);
                    var uncovered = Right.Uncovered(held, granted);
                    var authority = aggregates ? Right.Uncovered(held, FullAuthority) : [];
                    return decision.Allowed == (entitled || (known && uncovered.IsEmpty && authority.IsEmpty))
                        && decision.RoleIsMissing == (!entitled && !known)
                        && decision.Uncovered.SequenceEqual(entitled || !known ? [] : uncovered)
                        && decision.Authority.SequenceEqual(entitled || !known ? [] : authority);
                },
                iter: Cases);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading)
    {
        var wrong = Rbac.Misreadings.All[misreading];
        Assert.ThrowsAny<CsCheckException>(() => Gen.Select(RbacVocabulary.Rules, RbacVocabulary.Rules)
            .Sample((owner, servant) => Capability.Of(owner).Uncovered(Capability.Of(servant)).SequenceEqual(wrong.Uncovered(owner, servant)), iter: Cases, threads: 1));
    }

    private static readonly System.Collections.Immutable.ImmutableArray<PolicyRule> FullAuthority =
        [new(["*"], ["*"], ["*"], [], []), new(["*"], [], [], [], ["*"])];
}
