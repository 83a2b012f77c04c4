using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Rbac;

/// <summary>What a role grants after a change beyond what it granted before, and who holds it.</summary>
/// <param name="Role">The role.</param>
/// <param name="Gained">The permissions that are new.</param>
/// <param name="Holders">The bindings that give it.</param>
internal sealed record RoleGain(RoleReference Role, ImmutableArray<Access> Gained, ImmutableArray<Binding> Holders)
{
    /// <summary>Named in a sentence.</summary>
    private const int InWords = 3;

    /// <summary>Listed in a witness: at some 200 bytes each no more than 10 KB of an answer.</summary>
    private const int InWitness = 50;

    /// <summary>What a role gains, and who is bound to it already; who binds somebody in the same request does so knowingly.</summary>
    /// <param name="change">The change that gives it something.</param>
    /// <param name="view">The cluster.</param>
    /// <param name="reference">The role that is held.</param>
    /// <param name="ns">Its namespace; empty for a ClusterRole.</param>
    /// <param name="rules">The rules it comes to have.</param>
    public static RoleGain Of(Change change, ClusterView view, RoleReference reference, string ns, ImmutableArray<PolicyRule> rules)
    {
        ImmutableArray<Binding> holders = [.. Bindings.Of(view).To(reference, ns)];
        if (holders.IsEmpty)
        {
            return new(reference, [], []);
        }

        var isOnlyLocal = holders.All(binding => binding.Namespace.Length > 0);
        var granted = Capability.Of(isOnlyLocal ? [.. rules.Select(rule => rule.WithoutUrls())] : rules);
        var held = Roles.Of(Before(change, view)).Find(reference, ns)?.Everything ?? Capability.None;
        return new(reference, held.Uncovered(granted.Permissions > AccessList.MostCompared ? Capability.Everything : granted), holders);
    }

    // A role that is applied once more is compared with itself as it is known.
    private static ClusterView Before(Change change, ClusterView view)
    {
        var role = change.Object;
        return change.Before is null && view.Of(role.Group, role.Kind).Find(role.Namespace, role.Name) is { } known
            ? change.WorldBefore(view).With([known])
            : change.WorldBefore(view);
    }

    /// <summary>Whether somebody gains something.</summary>
    public bool IsAny => !Gained.IsEmpty && !Holders.IsEmpty;

    /// <summary><c>User `alice`, Group `devs` and 4 more</c>.</summary>
    public string Whom => AccessList.Words(SubjectsOf(Holders).Select(subject => subject.ToString()).ToImmutableArray());

    /// <summary>The bindings in words.</summary>
    public string Through => (string.Join(", ", Holders.Take(InWords)), Holders.Length - InWords) switch
    {
        (var named, > 0 and var more) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{named} and {more} more"),
        (var named, _) => named,
    };

    /// <summary>For a witness.</summary>
    public ManifestNode AsWitness() => ManifestNode.Object([
        new("role", Questions.NamedObject.Of(Role).AsNode()),
        .. AccessList.Witness("gained", [.. Gained.Select(access => access.AsRule())]),
        .. Listed("holders", Holders, binding => ManifestNode.Object([
            new("binding", Questions.NamedObject.Of(binding).AsNode()),
            .. Listed("subjects", [.. SubjectsOf([binding])], subject => Questions.NamedObject.Of(subject).AsNode()),
        ])),
    ]);

    // What does not fit is counted: `moreHolders`, `moreSubjects`.
    private static IEnumerable<ManifestMember> Listed<T>(string name, ImmutableArray<T> all, Func<T, ManifestNode> node)
    {
        yield return new(name, ManifestNode.Array([.. all.Take(InWitness).Select(node)]));
        if (all.Length > InWitness)
        {
            yield return new($"more{char.ToUpperInvariant(name[0])}{name[1..]}", ManifestNode.Of((long)(all.Length - InWitness)));
        }
    }

    /// <summary>The subjects of some bindings, each once.</summary>
    public static IEnumerable<Subject> SubjectsOf(ImmutableArray<Binding> bindings) =>
        bindings.SelectMany(binding => binding.Users.Select(Subject.User).Concat(binding.Groups.Select(Subject.Group))).Distinct();
}
