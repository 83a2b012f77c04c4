using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine;

/// <summary>How an <see cref="ObjectSet"/> came from earlier ones, as far as it remembers.</summary>
/// <remarks>
/// Entries link backwards, so they are cut into two runs: when the newer is full the older is forgotten. What follows a
/// set is asked within an event or two, or for an overlay of one request; <see cref="Longest"/> is far above both, and
/// keeps at most twice as many replaced objects alive.
/// </remarks>
internal sealed class ObjectLog
{
    private const int Longest = 512;

    private readonly Entry _last;
    private readonly Entry? _older;

    private ObjectLog(Entry last, Entry? older) => (_last, _older) = (last, older);

    /// <summary>The log of a set whose past is not known.</summary>
    public static ObjectLog Begin() => new(new(null, null, null, 0), null);

    /// <summary>This log and one more change.</summary>
    public ObjectLog With(Manifest? before, Manifest? after)
    {
        var last = new Entry(_last, before, after, _last.Count + 1);
        return last.Count < Longest ? new(last, _older) : new(new(null, before, after, 1), _last);
    }

    /// <summary>The changes since the set of <paramref name="earlier"/>, the oldest first; null when it is not among the remembered.</summary>
    public List<(Manifest? Before, Manifest? After)>? Since(ObjectLog earlier)
    {
        var changes = new List<(Manifest?, Manifest?)>();
        if (!Collect(_last, earlier._last, changes) && (_older is null || !Collect(_older, earlier._last, changes)))
        {
            return null;
        }

        changes.Reverse();
        return changes;
    }

    private static bool Collect(Entry newest, Entry sought, List<(Manifest?, Manifest?)> changes)
    {
        for (var entry = newest; entry is not null; entry = entry.Previous)
        {
            if (ReferenceEquals(entry, sought))
            {
                return true;
            }

            if (entry.Count > 0)
            {
                changes.Add((entry.Before, entry.After));
            }
        }

        return false;
    }

    private sealed class Entry(Entry? previous, Manifest? before, Manifest? after, int count)
    {
        public Entry? Previous => previous;

        public Manifest? Before => before;

        public Manifest? After => after;

        public int Count => count;
    }
}
