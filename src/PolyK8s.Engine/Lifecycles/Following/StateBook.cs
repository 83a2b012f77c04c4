using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Following;

/// <summary>The states of all objects of a cluster whose kinds have states of their own, kept while they change.</summary>
/// <remarks>Immutable: each watch event makes a new one that shares almost everything with the one before.</remarks>
public sealed record StateBook
{
    /// <summary>A rollout passes through at most eight states; two of them are remembered.</summary>
    public const int MostSteps = 16;

    /// <summary>An entry is below a kibibyte with all its steps: together below 50 MiB, and no cluster we were measured for has more such objects.</summary>
    public const int MostObjects = 50_000;

    /// <summary>Whoever tells of them looks every few seconds; more at once than this is a flood of which the count says enough.</summary>
    public const int MostForbidden = 256;

    /// <summary>Nothing seen.</summary>
    public static StateBook Empty { get; } = new();

    /// <summary>The states, by kind, namespace and name.</summary>
    public ImmutableDictionary<(GroupKind Kind, string Namespace, string Name), TrackedState> Objects { get; init; } = ImmutableDictionary<(GroupKind, string, string), TrackedState>.Empty;

    /// <summary>The latest steps that no table allows, the oldest first.</summary>
    public ImmutableList<ForbiddenStep> Forbidden { get; init; } = [];

    /// <summary>How many such steps were seen by kind since the start.</summary>
    public ImmutableDictionary<GroupKind, long> Counts { get; init; } = ImmutableDictionary<GroupKind, long>.Empty;

    /// <summary>The state of an object; null when it is not followed.</summary>
    public TrackedState? Find(GroupKind kind, string ns, string name) => Objects.GetValueOrDefault((kind, ns, name));

    /// <summary>The book once the objects of a kind have changed.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="before">The objects before.</param>
    /// <param name="after">The objects after.</param>
    public StateBook After(GroupKind kind, ObjectSet before, ObjectSet after)
    {
        if (ReferenceEquals(before, after) || !LifecycleTables.HasStates(kind))
        {
            return this;
        }

        // Without a watch that saw every step only the ends of what happened are known.
        return after.Since(before) is { } steps
            ? steps.Aggregate(this, (book, step) => book.After(new(kind, step.Before, step.After), isWhole: true))
            : Gone(kind, before, after).Concat(after.All.OrderBy(m => m.Namespace, StringComparer.Ordinal).ThenBy(m => m.Name, StringComparer.Ordinal).Select(m => new ObjectDelta(kind, before.Find(m.Namespace, m.Name), m)))
                .Aggregate(this, (book, delta) => book.After(delta, isWhole: false));
    }

    private static IEnumerable<ObjectDelta> Gone(GroupKind kind, ObjectSet before, ObjectSet after) =>
        before.All.Where(m => after.Find(m.Namespace, m.Name) is null)
            .OrderBy(m => m.Namespace, StringComparer.Ordinal).ThenBy(m => m.Name, StringComparer.Ordinal).Select(m => new ObjectDelta(kind, m, null));

    // An object without a status is not followed.
    private StateBook After(ObjectDelta delta, bool isWhole)
    {
        var key = (delta.Kind, (delta.After ?? delta.Before)!.Namespace, (delta.After ?? delta.Before)!.Name);
        if (delta.After is not { } seen || seen.Root["status"] is not { Kind: NodeKind.Object })
        {
            return Objects.ContainsKey(key) ? this with { Objects = Objects.Remove(key) } : this;
        }

        // Nothing that has an order depends on the time.
        var (state, uid) = (ObjectStates.WordOf(seen, DateTimeOffset.UnixEpoch), seen.Root.TextAt("metadata", "uid") ?? "");
        var known = Objects.GetValueOrDefault(key);
        if (known is null || known.Uid != uid)
        {
            return known is null && Objects.Count >= MostObjects ? this : this with { Objects = Objects.SetItem(key, new(uid, state, [])) };
        }

        var back = delta.Before is { } before && StatusFaults.GoesBack(before, seen) ? Refuse(seen, uid, "the observed generation goes back") : this;
        return known.State == state ? back : back.Step(key, known, seen, StateChange.Between(delta.Kind, known.State, state, isWhole));
    }

    private StateBook Step((GroupKind Kind, string Namespace, string Name) key, TrackedState known, Manifest seen, StateChange change)
    {
        var step = new StateStep(change.From, change.To, seen.Root.TextAt("metadata", "resourceVersion") ?? "", change.IsLegal);
        var steps = known.Steps.Length < MostSteps ? known.Steps.Add(step) : [.. known.Steps[1..], step];
        var next = this with { Objects = Objects.SetItem(key, known with { State = change.To, Steps = steps }) };
        return change.IsLegal ? next : next.Refuse(seen, known.Uid, change.Line);
    }

    private StateBook Refuse(Manifest seen, string uid, string line)
    {
        var kind = new GroupKind(seen.Group, seen.Kind);
        var step = new ForbiddenStep(Counts.Values.Sum() + 1, seen.Reference, uid, line);
        return this with
        {
            Forbidden = (Forbidden.Count < MostForbidden ? Forbidden : Forbidden.RemoveAt(0)).Add(step),
            Counts = Counts.SetItem(kind, Counts.GetValueOrDefault(kind) + 1),
        };
    }
}
