namespace PolyK8s.Readings;

/// <summary>Rollouts acted out with one Pod after another, after rolling.go, recreate.go, stateful_set_control.go and the DaemonSet's update.go.</summary>
/// <remarks>Independent of the kernel, which only counts. <paramref name="misreading"/> plants one mistake.</remarks>
public sealed class MachineReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } =
        ["the ceiling is passed", "the floor is passed", "recreate mixes", "the partition is passed", "one by one does not wait", "ready pods go first"];

    /// <summary>One pass of the controller.</summary>
    /// <param name="strategy">RollingUpdate, Recreate, OneByOne or InPlace.</param>
    /// <param name="wanted">The Pods asked for.</param>
    /// <param name="surge">How many more there may be.</param>
    /// <param name="unavailable">How many may be missing.</param>
    /// <param name="kept">How many old Pods a partition keeps.</param>
    /// <param name="pods">The Pods there are.</param>
    public List<ReadPod> Pass(string strategy, int wanted, int surge, int unavailable, int kept, IEnumerable<ReadPod> pods)
    {
        var now = pods.ToList();
        switch (strategy)
        {
            case "RollingUpdate": Roll(now, wanted, wanted + surge + (misreading == "the ceiling is passed" ? 1 : 0), wanted - unavailable - (misreading == "the floor is passed" ? 1 : 0)); break;
            case "Recreate": Recreate(now, wanted); break;
            case "OneByOne": OneByOne(now, wanted, misreading == "the partition is passed" ? 0 : kept); break;
            default: InPlace(now, wanted, unavailable); break;
        }

        return now;
    }

    private void Roll(List<ReadPod> now, int wanted, int ceiling, int floor)
    {
        var updated = now.Count(p => !p.Old);
        if (updated > wanted)
        {
            Remove(now, updated - wanted, old: false);
        }
        else if (updated < wanted && now.Count < ceiling)
        {
            Add(now, Math.Min(wanted - updated, ceiling - now.Count));
        }
        else
        {
            // Pods that are not ready go first, as many as would leave the floor if every new one that is not ready counted as missing.
            var most = now.Count - floor - now.Count(p => !p.Old && !p.Ready);
            for (var i = 0; i < most && now.Remove(new(Old: true, Ready: false)); i++)
            {
            }

            while (most > 0 && now.Count(p => p.Ready) > floor && now.Remove(new(Old: true, Ready: true)))
            {
            }
        }
    }

    private void Recreate(List<ReadPod> now, int wanted)
    {
        if (now.RemoveAll(p => p.Old) == 0 || misreading == "recreate mixes")
        {
            Fit(now, wanted);
        }
    }

    private void Fit(List<ReadPod> now, int wanted)
    {
        var updated = now.Count(p => !p.Old);
        Remove(now, updated - wanted, old: false);
        Add(now, wanted - updated);
    }

    private void OneByOne(List<ReadPod> now, int wanted, int kept)
    {
        if (now.Exists(p => !p.Ready) && misreading != "one by one does not wait")
        {
            return;
        }

        if (now.Count < wanted)
        {
            Add(now, 1);
        }
        else if (now.Count > wanted)
        {
            Remove(now, 1, old: now.TrueForAll(p => p.Old));
        }
        else if (now.Count(p => p.Old) > kept)
        {
            Remove(now, 1, old: true);
            Add(now, 1);
        }
    }

    private void InPlace(List<ReadPod> now, int wanted, int unavailable)
    {
        if (now.Count > wanted)
        {
            var old = now.Exists(p => p.Old);
            Remove(now, Math.Min(now.Count - wanted, now.Count(p => p.Old == old)), old);
            return;
        }

        if (now.Count < wanted)
        {
            Add(now, wanted - now.Count);
            return;
        }

        var room = unavailable - now.Count(p => !p.Ready);
        var gone = now.RemoveAll(p => p is { Old: true, Ready: false });
        for (; room > 0 && now.Remove(new(Old: true, Ready: true)); room--, gone++)
        {
        }

        Add(now, gone);
    }

    private static void Add(List<ReadPod> now, int count) => now.AddRange(Enumerable.Repeat(new ReadPod(Old: false, Ready: false), Math.Max(0, count)));

    private void Remove(List<ReadPod> now, int count, bool old)
    {
        var readyFirst = misreading == "ready pods go first";
        for (; count > 0; count--)
        {
            _ = now.Remove(new(old, readyFirst)) || now.Remove(new(old, !readyFirst));
        }
    }
}

/// <summary>One Pod.</summary>
/// <param name="Old">Whether it is of an older template.</param>
/// <param name="Ready">Whether it is ready.</param>
public readonly record struct ReadPod(bool Old, bool Ready);
