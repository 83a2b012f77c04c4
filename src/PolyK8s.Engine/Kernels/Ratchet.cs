using System.Collections.Immutable;

namespace PolyK8s.Engine.Kernels;

/// <summary>The ratchet: a change is denied only for what the object before did not have.</summary>
public static class Ratchet
{
    /// <summary>What each finding does to its change.</summary>
    /// <param name="before">The keys of the violations of the object before; empty when there was none.</param>
    /// <param name="after">The keys of the violations of the object after.</param>
    /// <param name="errors">Whether each of those is an error.</param>
    /// <param name="mode">The rule's mode; not <see cref="Mode.Off"/>.</param>
    public static ImmutableArray<Effect> Effects(ImmutableArray<string> before, ImmutableArray<string> after, ImmutableArray<bool> errors, Mode mode) =>
        [.. after.Select((key, i) =>
            mode == Mode.Audit ? Effect.Audit
            : before.Contains(key) ? Effect.Existing
            : mode == Mode.Enforce && errors[i] ? Effect.Deny
            : Effect.Warn)];
}
