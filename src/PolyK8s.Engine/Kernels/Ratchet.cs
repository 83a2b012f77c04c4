using System.Collections.Immutable;
using Dafny;
using Kernel = PolyK8s.Kernels.Ratchet;

namespace PolyK8s.Engine.Kernels;

/// <summary>The ratchet: a change is denied only for what the object before did not have. Decided by the kernel of that name.</summary>
public static class Ratchet
{
    /// <summary>What each finding does to its change.</summary>
    /// <param name="before">The keys of the violations of the object before; empty when there was none.</param>
    /// <param name="after">The keys of the violations of the object after.</param>
    /// <param name="errors">Whether each of those is an error.</param>
    /// <param name="mode">The rule's mode; not <see cref="Mode.Off"/>.</param>
    public static ImmutableArray<Effect> Effects(ImmutableArray<string> before, ImmutableArray<string> after, ImmutableArray<bool> errors, Mode mode)
    {
        var had = new Kernel.Before(Sequence<string>.FromArray([.. before]));
        var mayDo = ModeOf(mode);
        return [.. after.Select((key, i) => EffectOf(had.EffectOf(Kernel.Violation.create(key, errors[i]), mayDo)))];
    }

    private static Kernel._IMode ModeOf(Mode mode) => mode switch
    {
        Mode.Audit => Kernel.Mode.create_Audit(),
        Mode.Warn => Kernel.Mode.create_Warn(),
        Mode.Enforce => Kernel.Mode.create_Enforce(),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "a rule that is off finds nothing"),
    };

    private static Effect EffectOf(Kernel._IEffect effect) =>
        effect.is_Denied ? Effect.Deny
        : effect.is_Existing ? Effect.Existing
        : effect.is_Recorded ? Effect.Audit
        : Effect.Warn;
}
