using System.Collections.Immutable;
using PolyK8s.Engine.References;

namespace PolyK8s.Readings;

/// <summary>What the garbage collector does, read a second time; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class OwnerReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } = ["one absent is enough", "no owner is absent", "unresolvable is absent", "two may control"];

    /// <summary>Whether an object is deleted for its owners.</summary>
    public bool IsCollected(bool namespaced, ImmutableArray<OwnerFacts> owners)
    {
        var absent = owners.Count(o => !o.IsFound && (misreading == "unresolvable is absent" || namespaced || !o.IsNamespaced));
        return misreading switch
        {
            "one absent is enough" => absent > 0,
            "no owner is absent" => absent == owners.Length,
            _ => owners.Length > 0 && absent == owners.Count(o => namespaced || !o.IsNamespaced || misreading == "unresolvable is absent") && owners.All(o => namespaced || !o.IsNamespaced || misreading == "unresolvable is absent"),
        };
    }

    /// <summary>Whether at most one owner controls.</summary>
    public bool HasOneControllerAtMost(ImmutableArray<OwnerFacts> owners) => owners.Count(o => o.Controls) <= (misreading == "two may control" ? 2 : 1);
}
