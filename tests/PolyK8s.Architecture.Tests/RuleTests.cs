using System.Text.RegularExpressions;
using PolyK8s.Engine;
using PolyK8s.Fixtures;

namespace PolyK8s.Architecture.Tests;

/// <summary>Every rule has a whole card, an existing theorem and fixtures on both sides.</summary>
public sealed partial class RuleTests
{
    /// <summary>The ids of all rules.</summary>
    public static TheoryData<string> Ids => [.. RuleBook.All.Rules.Select(rule => rule.Card.Id)];

    [Fact]
    public void Has_rules() => Assert.NotEmpty(RuleBook.All.Rules);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_card_that_says_everything(string id)
    {
        var card = RuleBook.All.Find(id)!.Card;
        Assert.Matches(IdShape(), id);
        Assert.All([card.Title, card.Why, card.Reads, card.Allows], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.DoesNotContain('\n', card.Title);
        Assert.NotEmpty(card.Scopes);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Is_named_after_its_file(string id)
    {
        var type = RuleBook.All.Find(id)!.GetType();
        var kebab = Capital().Replace(type.Name, m => (m.Index == 0 ? "" : "-") + m.Value.ToLowerInvariant());
        Assert.Equal(id, $"{type.Namespace!.Split('.')[^1]}/{kebab}");
    }

    // Rules that rest on tests alone. One that loses its theorem has to be written here, for everybody to see.
    private static readonly string[] MeasuredByTests =
    [
        "SafeCapability/enforcement-loosened",
        "SafeCapability/inert-rule",
        "SafeCapability/namespace-leaves-profile",
        "SafeGraph/budget-blocks-drain",
        "SafeGraph/claim-before-consumer",
        "SafeGraph/dangling-reference",
        "SafeGraph/exclusive-volume-rollout",
        "SafeGraph/namespace-cannot-end",
        "SafeGraph/no-room-for-surge",
        "SafeGraph/ordered-rollout-stuck",
        "SafeGraph/overlapping-selectors",
        "SafeGraph/still-required",
        "SafePolicy/policy-depends-on-plugin",
        "SafePolicy/policy-likely-mistake",
        "SafePolicy/policy-selects-nothing",
        "SafePolicy/zone-exposed",
        "SafePolicy/zone-frozen",
        "SafePolicy/zone-loosened",
        "SafePolicy/zone-overlap",
        "SafeSchema/policy-object",
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rests_on_a_theorem_that_exists(string id)
    {
        if (RuleBook.All.Find(id)!.Card.Theorem?.Split('.') is not { } theorem)
        {
            Assert.Contains(id, MeasuredByTests);
            return;
        }

        Assert.DoesNotContain(id, MeasuredByTests);
        Assert.Equal(2, theorem.Length);
        var proofs = Path.Combine(Repository.Root, "src", "PolyK8s.Kernels", theorem[0] + ".Theorems.dfy");
        Assert.Matches($@"lemma\s+{Regex.Escape(theorem[1])}\b", File.ReadAllText(proofs));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_fixtures_on_both_sides(string id)
    {
        var sides = RuleFixture.All.Where(f => f.RuleId == id).Select(f => f.Allowed).Distinct();
        Assert.Equal(2, sides.Count());
    }

    [Fact]
    public void Has_no_fixture_of_a_rule_that_does_not_exist()
    {
        var known = RuleBook.All.Rules.Select(rule => Path.Combine(rule.Card.Id.Split('/'))).ToHashSet(StringComparer.Ordinal);
        var folders = Directory.EnumerateDirectories(RuleFixture.Folder).SelectMany(Directory.EnumerateDirectories)
            .Select(folder => Path.GetRelativePath(RuleFixture.Folder, folder));
        Assert.All(folders, folder => Assert.Contains(folder, known));
    }

    [GeneratedRegex(@"\A(Safe[A-Z][A-Za-z]+)/[a-z]+(-[a-z]+)*\z")]
    private static partial Regex IdShape();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
