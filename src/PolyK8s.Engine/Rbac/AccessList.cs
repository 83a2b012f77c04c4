using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>Lists of permissions for people and for programs.</summary>
public static class AccessList
{
    /// <summary>Named in a sentence: three tell what it is about, and kubectl cuts long warnings.</summary>
    private const int InWords = 3;

    /// <summary>Listed in a witness: enough to mend a role by, and at about 100 bytes each no more than 5 KB of an answer.</summary>
    private const int InWitness = 50;

    /// <summary>
    /// The most permissions of one role that are compared one by one: operators of a thousand custom resources reach some
    /// ten thousands, and these take a fraction of a second against hundreds of rules. The lists of a hostile role multiply
    /// to more than could be gone through in a lifetime.
    /// </summary>
    public const long MostCompared = 50_000;

    /// <summary><c>`get secrets`, `list secrets` and 4 more</c>.</summary>
    public static string Words(ImmutableArray<string> all) => (string.Join(", ", all.Take(InWords)), all.Length - InWords) switch
    {
        (var named, > 0 and var more) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{named} and {more} more"),
        (var named, _) => named,
    };

    /// <summary><c>`get secrets`, `list secrets` and 4 more</c>.</summary>
    public static string Words(ImmutableArray<Access> all) => Words(all.Select(access => access.ToString()).ToImmutableArray());

    /// <summary>The members of a witness that hold a list: <c>uncovered</c>, and <c>more</c> when it was cut short.</summary>
    public static IEnumerable<ManifestMember> Witness(string name, IReadOnlyCollection<ManifestNode> all)
    {
        yield return new(name, ManifestNode.Array([.. all.Take(InWitness)]));
        if (all.Count > InWitness)
        {
            yield return new("more", ManifestNode.Of(all.Count - InWitness));
        }
    }
}
