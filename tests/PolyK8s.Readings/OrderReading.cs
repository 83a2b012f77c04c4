using System.Collections.Immutable;

namespace PolyK8s.Readings;

/// <summary>An object as <see cref="OrderReading"/> knows it.</summary>
/// <param name="Name">The name.</param>
/// <param name="DependsOn">The names it depends on.</param>
/// <param name="Wave">Its wave.</param>
/// <param name="Group">Its kapp change group; empty for none.</param>
/// <param name="After">The change group it comes after; empty for none.</param>
/// <param name="Before">The change group it comes before; empty for none.</param>
public sealed record OrderedThing(string Name, ImmutableArray<string> DependsOn, int Wave, string Group, string After, string Before);

/// <summary>The waves of a set of objects, read a second time pair by pair; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class OrderReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } = ["waves do not count", "waves go down", "before is after", "groups do not count", "dependencies are turned"];

    /// <summary>The waves, names in order within each; null when objects wait for themselves.</summary>
    public List<string>? Waves(ImmutableArray<OrderedThing> things)
    {
        var pairs = things.SelectMany(a => things.Where(b => Waits(a, b)).Select(b => (a.Name, b.Name))).ToHashSet();
        var waves = new List<string>();
        foreach (var stage in things.GroupBy(t => misreading == "waves do not count" ? 0 : misreading == "waves go down" ? -t.Wave : t.Wave).OrderBy(g => g.Key))
        {
            var left = stage.Select(t => t.Name).ToList();
            while (left.Count > 0)
            {
                var free = left.Where(name => !left.Any(other => pairs.Contains((name, other)))).ToArray();
                if (free.Length == 0)
                {
                    return null;
                }

                waves.Add(string.Join(' ', free.Order(StringComparer.Ordinal)));
                left = [.. left.Except(free)];
            }
        }

        // What waits for something in a later wave waits for ever.
        var contradicts = misreading is not ("waves do not count" or "waves go down") && things.Any(a => things.Any(b => b.Wave > a.Wave && pairs.Contains((a.Name, b.Name))));
        return contradicts ? null : waves;
    }

    private bool Waits(OrderedThing a, OrderedThing b)
    {
        var depends = misreading == "dependencies are turned" ? b.DependsOn.Contains(a.Name) : a.DependsOn.Contains(b.Name);
        var after = a.After.Length > 0 && a.After == b.Group;
        var before = misreading == "before is after" ? a.Before.Length > 0 && a.Before == b.Group : b.Before.Length > 0 && b.Before == a.Group;
        return depends || (misreading != "groups do not count" && a.Name != b.Name && (after || before));
    }
}
