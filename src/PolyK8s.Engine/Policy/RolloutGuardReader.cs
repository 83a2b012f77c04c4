using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Policy;

/// <summary>Reads a RolloutGuard, or says what is wrong with it.</summary>
public static class RolloutGuardReader
{
    private static readonly string[] States = [.. Enum.GetNames<WorkloadState>().Where(s => s != nameof(WorkloadState.Terminating))];

    /// <summary>The guard, and one line per mistake; a guard with mistakes guards nothing.</summary>
    public static (RolloutGuard Guard, ImmutableArray<PolicyFault> Faults) Read(Manifest manifest)
    {
        var faults = ImmutableArray.CreateBuilder<PolicyFault>();
        var spec = manifest.Root["spec"] ?? manifest.Root;
        void Fault(ManifestNode? at, string path, string problem) => faults.Add(new(manifest, at ?? spec, path, problem));

        var allowed = spec.ItemsAt("allow").Select((entry, i) => ReadAllowed(entry, $"spec.allow[{i}]", Fault)).ToImmutableArray();
        var guard = new RolloutGuard(manifest.Name)
        {
            Namespaces = spec.At("match", "namespaceSelector") is { } namespaces ? LabelSelector.From(namespaces) : null,
            Workloads = spec.At("match", "selector") is { } workloads ? LabelSelector.From(workloads) : null,
            Kinds = spec.TextsAt("match", "kinds"),
            Allowed = allowed.DistinctBy(a => a.State).ToImmutableDictionary(a => a.State, a => a.Events),
            OneAtATime = spec["oneAtATime"]?.Text == "true",
            Freezes = [.. spec.ItemsAt("freezes").Select((entry, i) => ReadFreeze(entry, $"spec.freezes[{i}]", Fault)).OfType<FreezeWindow>()],
            MaxUnavailable = ReadBound(spec, "maxUnavailable", Fault),
            MinHealthyToScaleDown = ReadBound(spec, "minHealthyToScaleDown", Fault),
            ReplicasBelongToAutoscaler = spec["replicasBelongToAutoscaler"]?.Text == "true",
        };
        foreach (var (kind, i) in guard.Kinds.Select((kind, i) => (kind, i)).Where(k => k.kind is not ("Deployment" or "StatefulSet" or "DaemonSet")))
        {
            Fault(spec.ItemsAt("match", "kinds")[i], $"spec.match.kinds[{i}]", $"`{kind}` does not roll out; use `Deployment`, `StatefulSet` or `DaemonSet`");
        }

        foreach (var twice in allowed.GroupBy(a => a.State).Where(g => g.Count() > 1))
        {
            Fault(spec["allow"], "spec.allow", $"names the state `{twice.Key}` more than once; put its events into one entry");
        }

        return (guard, faults.DrainToImmutable());
    }

    private static (string State, ImmutableArray<RolloutEvent> Events) ReadAllowed(ManifestNode entry, string path, Action<ManifestNode?, string, string> fault)
    {
        var state = entry.TextAt("state") ?? "";
        if (!States.Contains(state))
        {
            fault(entry["state"] ?? entry, $"{path}.state", $"`{state}` is no state; use {string.Join(", ", States.Select(s => $"`{s}`"))}");
        }

        var events = ImmutableArray.CreateBuilder<RolloutEvent>();
        foreach (var (word, i) in entry.TextsAt("events").Select((word, i) => (word, i)))
        {
            if (Enum.TryParse<RolloutEvent>(word, out var read) && Enum.IsDefined(read) && !char.IsAsciiDigit(word[0]))
            {
                events.Add(read);
            }
            else
            {
                fault(entry.ItemsAt("events")[i], $"{path}.events[{i}]", $"`{word}` is no event; use {string.Join(", ", Enum.GetNames<RolloutEvent>().Select(e => $"`{e}`"))}");
            }
        }

        return (state, events.ToImmutable());
    }

    private static FreezeWindow? ReadFreeze(ManifestNode entry, string path, Action<ManifestNode?, string, string> fault)
    {
        var days = ImmutableArray.CreateBuilder<DayOfWeek>();
        foreach (var (word, i) in entry.TextsAt("days").Select((word, i) => (word, i)))
        {
            if (Enum.TryParse<DayOfWeek>(word, out var day) && word.Length > 0 && !char.IsAsciiDigit(word[0]))
            {
                days.Add(day);
            }
            else
            {
                fault(entry.ItemsAt("days")[i], $"{path}.days[{i}]", $"`{word}` is no day; use `Monday` to `Sunday`");
            }
        }

        var (from, until) = (ReadTime(entry, "from", path, fault), ReadTime(entry, "until", path, fault));
        var name = entry.TextAt("timeZone") ?? "";
        // A clock of UTC is what a missing zone would silently mean: it has to be written.
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) || !zone.HasIanaId)
        {
            fault(entry["timeZone"] ?? entry, $"{path}.timeZone", $"`{name}` is no time zone of the IANA database; write `Europe/Berlin` or `Etc/UTC`");
            return null;
        }

        return from is null || until is null ? null : new(days.ToImmutable(), from.Value, until.Value, zone, entry.TextAt("reason") ?? "");
    }

    private static int? ReadTime(ManifestNode entry, string name, string path, Action<ManifestNode?, string, string> fault)
    {
        if (TimeOnly.TryParseExact(entry.TextAt(name), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return (time.Hour * 60) + time.Minute;
        }

        fault(entry[name] ?? entry, $"{path}.{name}", $"`{entry[name]?.Text}` is no time of the day; write `16:00`, in quotes");
        return null;
    }

    private static PodBound? ReadBound(ManifestNode spec, string name, Action<ManifestNode?, string, string> fault)
    {
        var bound = PodBound.Of(spec[name]);
        if (bound is null && spec[name] is not (null or { Kind: NodeKind.Null }))
        {
            fault(spec[name], $"spec.{name}", $"`{spec[name]?.Text}` is no bound; write a number of Pods or a percentage, `25%`");
        }

        return bound;
    }
}
