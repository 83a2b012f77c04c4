using System.Collections.Immutable;
using PolyK8s.Engine;

namespace PolyK8s.Readings;

/// <summary>The ratchet read a second time, and plausible misreadings of it.</summary>
public sealed record RatchetReading
{
    /// <summary>Misreading: an old violation anywhere lets every new one pass.</summary>
    public bool OnceBadAlwaysFree { get; init; }

    /// <summary>Misreading: keys are compared without regard to case.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>Misreading: warnings deny too.</summary>
    public bool WarningsDeny { get; init; }

    /// <summary>Misreading: old violations deny again.</summary>
    public bool ForgetsTheOld { get; init; }

    /// <summary>What each violation does.</summary>
    public ImmutableArray<Effect> Effects(ImmutableArray<string> before, ImmutableArray<string> after, ImmutableArray<bool> errors, Mode mode)
    {
        var had = before.ToHashSet(IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        var effects = new List<Effect>();
        for (var i = 0; i < after.Length; i++)
        {
            var old = !ForgetsTheOld && (had.Contains(after[i]) || (OnceBadAlwaysFree && had.Count > 0));
            effects.Add((mode, old, errors[i] || WarningsDeny) switch
            {
                (Mode.Audit, _, _) => Effect.Audit,
                (_, true, _) => Effect.Existing,
                (Mode.Enforce, _, true) => Effect.Deny,
                _ => Effect.Warn,
            });
        }

        return [.. effects];
    }

    /// <summary>Every misreading, by name.</summary>
    public static ImmutableDictionary<string, RatchetReading> Misreadings { get; } = new Dictionary<string, RatchetReading>
    {
        ["once bad always free"] = new() { OnceBadAlwaysFree = true },
        ["ignores case"] = new() { IgnoresCase = true },
        ["warnings deny"] = new() { WarningsDeny = true },
        ["forgets the old"] = new() { ForgetsTheOld = true },
    }.ToImmutableDictionary();
}
