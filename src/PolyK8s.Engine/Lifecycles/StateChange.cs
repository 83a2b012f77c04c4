using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>A change of the state of an object, and whether its table allows it.</summary>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="Legal">The states that might have followed.</param>
/// <param name="IsLegal">Whether it may be.</param>
public sealed record StateChange(string From, string To, ImmutableArray<string> Legal, bool IsLegal)
{
    /// <summary>What became of an object.</summary>
    public static StateChange Of(Manifest before, Manifest after, DateTimeOffset now) =>
        Between(new(after.Group, after.Kind), ObjectStates.WordOf(before, now), ObjectStates.WordOf(after, now));

    /// <summary>A change from one state of a kind to another.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="from">The state before.</param>
    /// <param name="to">The state after.</param>
    /// <param name="isWhole">Whether there was no state in between; otherwise it is legal when there is any way from one to the other.</param>
    public static StateChange Between(GroupKind kind, string from, string to, bool isWhole = true) => from == to
        ? new(from, to, [], IsLegal: true)
        : new(from, to, [.. ObjectStates.Next(kind, from)], ObjectStates.MayBecome(kind, from, to) || (!isWhole && Leads(kind, from, to)));

    private static bool Leads(GroupKind kind, string from, string to)
    {
        var (met, next) = (new HashSet<string>(StringComparer.Ordinal) { from }, new Queue<string>([from]));
        while (next.TryDequeue(out var state))
        {
            foreach (var other in ObjectStates.Next(kind, state).Where(met.Add))
            {
                next.Enqueue(other);
            }
        }

        return met.Contains(to);
    }

    /// <summary>What is wrong, in one line.</summary>
    public string Line => $"the state goes from `{From}` to `{To}`, and {(Legal.IsEmpty ? $"`{From}` is final" : $"only {string.Join(", ", Legal.Select(s => $"`{s}`"))} may follow `{From}`")}";
}
