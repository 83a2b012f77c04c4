using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac.Questions;

/// <summary>Whether some rules cover others.</summary>
/// <param name="Covered">Whether all that the servant may do, the owner may do.</param>
/// <param name="Uncovered">What the owner lacks, as policy rules of one permission each, in the servant's order.</param>
public sealed record CoverAnswer(bool Covered, ImmutableArray<ManifestNode> Uncovered)
{
    /// <summary>
    /// The most comparisons of a permission with a rule: two roles of an operator with a thousand custom resources stay
    /// far below, and so many take some seconds. The lists of one small rule can multiply to more than any machine does.
    /// </summary>
    public const long MostComparisons = 500_000_000;

    /// <summary>Compares two sets of rules.</summary>
    /// <param name="owner">The rules that are to cover.</param>
    /// <param name="servant">The rules that are to be covered.</param>
    /// <param name="problem">Why they cannot be compared, one line; null when they can.</param>
    public static CoverAnswer? Of(ImmutableArray<PolicyRule> owner, ImmutableArray<PolicyRule> servant, out string? problem)
    {
        var granted = Capability.Of(servant);
        if (granted.Permissions > MostComparisons / Math.Max(1, owner.Length))
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"the servant's lists multiply to {granted.Permissions} permissions, too many to compare one by one with {owner.Length} rules; split the role, or use `*` where every value is meant");
            return null;
        }

        problem = null;
        var uncovered = Capability.Of(owner).Uncovered(granted);
        return new(uncovered.IsEmpty, [.. uncovered.Select(access => access.AsRule())]);
    }

    /// <summary>For people: a line, and one for each permission that is lacking.</summary>
    public string Text() => Covered ? "covered: all that the servant may do, the owner may do\n"
        : string.Create(CultureInfo.InvariantCulture, $"not covered: the owner lacks {Uncovered.Length} of the servant's permissions\n")
            + string.Concat(Uncovered.Select(rule => $"  {RuleWords.Of(rule)}\n"));
}
