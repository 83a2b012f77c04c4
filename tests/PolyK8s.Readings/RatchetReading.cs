using PolyK8s.Engine;

namespace PolyK8s.Readings;

/// <summary>The ratchet, read a second time; <paramref name="misreading"/> plants one mistake.</summary>
public sealed class RatchetReading(string misreading = "")
{
    /// <summary>The mistakes.</summary>
    public static IReadOnlyList<string> Misreadings { get; } = ["old violations deny", "warnings deny", "warn denies", "audit warns", "old are silent"];

    /// <summary>The effect of each violation.</summary>
    public Effect[] Effects(IEnumerable<string> before, IReadOnlyList<string> after, IReadOnlyList<bool> errors, Mode mode)
    {
        var old = misreading == "old violations deny" ? [] : before.ToHashSet(StringComparer.Ordinal);
        var effects = new Effect[after.Count];
        for (var i = 0; i < effects.Length; i++)
        {
            var denies = (mode == Mode.Enforce || misreading == "warn denies") && (errors[i] || misreading == "warnings deny");
            effects[i] = mode == Mode.Audit ? (misreading == "audit warns" ? Effect.Warn : Effect.Audit)
                : old.Contains(after[i]) ? (misreading == "old are silent" ? Effect.Audit : Effect.Existing)
                : denies ? Effect.Deny : Effect.Warn;
        }

        return effects;
    }
}
