using System.Collections.Immutable;

namespace PolyK8s.Readings;

/// <summary>A workload as <see cref="StartReading"/> knows it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Group">The value of the label that Services select.</param>
/// <param name="WaitsFor">The groups whose Services it waits for an answer from.</param>
/// <param name="Resolves">The groups whose Services it only waits for the name of.</param>
public sealed record StartingThing(string Name, string Group, ImmutableArray<string> WaitsFor, ImmutableArray<string> Resolves);

/// <summary>Which workloads hold one another up, read a second time; every group has a Service. <paramref name="misreading"/> plants one mistake.</summary>
public sealed class StartReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } = ["all behind a Service are needed", "a name needs a Pod", "waits do not count", "any circle is a deadlock"];

    /// <summary>Whether a workload is on a circle of workloads that can never become ready.</summary>
    public bool IsDeadlocked(string name, ImmutableArray<StartingThing> things)
    {
        var ready = new HashSet<string>();
        while (things.FirstOrDefault(t => !ready.Contains(t.Name) && Awaited(t).All(g => IsServed(g, things, ready))) is { } next)
        {
            ready.Add(next.Name);
        }

        var stuck = things.Where(t => misreading == "any circle is a deadlock" || !ready.Contains(t.Name)).ToArray();
        var reached = new HashSet<string>();
        var open = new Stack<string>([name]);
        while (stuck.Any(t => t.Name == name) && open.TryPop(out var here))
        {
            foreach (var next in Awaited(stuck.Single(t => t.Name == here)).Where(g => misreading == "any circle is a deadlock" || !IsServed(g, things, ready)).SelectMany(g => stuck.Where(t => t.Group == g)).Select(t => t.Name).Where(reached.Add))
            {
                open.Push(next);
            }
        }

        return reached.Contains(name);
    }

    private IEnumerable<string> Awaited(StartingThing thing) =>
        misreading == "waits do not count" ? [] : misreading == "a name needs a Pod" ? thing.WaitsFor.Concat(thing.Resolves) : thing.WaitsFor;

    private bool IsServed(string group, ImmutableArray<StartingThing> things, HashSet<string> ready)
    {
        var behind = things.Where(t => t.Group == group).ToArray();
        return behind.Length == 0 || (misreading == "all behind a Service are needed" ? behind.All(t => ready.Contains(t.Name)) : behind.Any(t => ready.Contains(t.Name)));
    }
}
