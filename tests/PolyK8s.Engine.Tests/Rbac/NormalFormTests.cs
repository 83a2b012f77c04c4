using CsCheck;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Rbac;
using PolyK8s.Engine.Tests.Kernels;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Rbac;

/// <summary>Normal forms: always accepted by the kernel, the same for every order, and their own normal form.</summary>
public sealed class NormalFormTests
{
    private const int Cases = 4_000;

    [Fact]
    public void Allows_the_same_and_is_its_own_form() => RbacVocabulary.Rules.Sample(
        rules =>
        {
            var form = NormalForm.Of(rules);
            return Capability.Of(form).IsNormalFormOf(Capability.Of(rules)) && NormalForm.Of(form).Select(Text).SequenceEqual(form.Select(Text));
        },
        iter: Cases);

    [Fact]
    public void Does_not_depend_on_the_order_of_rules() => RbacVocabulary.Rules.Sample(
        rules => NormalForm.Of([.. rules.Reverse()]).Select(Text).SequenceEqual(NormalForm.Of(rules).Select(Text)),
        iter: Cases);

    [Fact]
    public void Is_refused_when_it_allows_more_or_less()
    {
        var wrong = 0;
        Gen.Select(RbacVocabulary.Rules, RbacVocabulary.Rules).Sample(
            (form, rules) =>
            {
                var accepted = Capability.Of(form).IsNormalFormOf(Capability.Of(rules));
                var same = new RbacReading().Uncovered(form, rules).IsEmpty && new RbacReading().Uncovered(rules, form).IsEmpty;
                wrong += !same ? 1 : 0;
                return !accepted || same;
            },
            iter: Cases,
            threads: 1);
        Assert.InRange(wrong, Cases / 2, Cases);
    }

    [Fact]
    public void Shows_a_role_of_100_000_rules_as_it_stands()
    {
        var rules = Enumerable.Range(0, 100_000).Select(i => new PolicyRule(["get"], [""], [$"r{i}"], [], [])).ToArray();
        Assert.Equal(100_000, NormalForm.Of([.. rules]).Length);
    }

    private static string Text(PolicyRule rule) => rule.AsNode().ToString()!;
}
