using System.Collections.Immutable;
using PolyK8s.Kernels.Ratchet;
using KernelMode = PolyK8s.Kernels.Ratchet.Mode;

namespace PolyK8s.Engine.Kernels;

/// <summary>The ratchet: a change is denied only for what the object before did not have.</summary>
public static class Ratchet
{
    // Up to here the kernel is asked about one violation after the other; beyond, about all at once, for which it makes a set.
    private const int FewEnough = 32;

    /// <summary>What each finding does to its change.</summary>
    /// <param name="before">The keys of the violations of the object before; empty when there was none.</param>
    /// <param name="after">The keys of the violations of the object after.</param>
    /// <param name="errors">Whether each of those is an error.</param>
    /// <param name="mode">The rule's mode; not <see cref="Mode.Off"/>.</param>
    public static ImmutableArray<Effect> Effects(ImmutableArray<string> before, ImmutableArray<string> after, ImmutableArray<bool> errors, Mode mode)
    {
        var judgement = Judgement.create(ToKernel(mode), Dafny.Sequence<string>.FromArray(System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(before) ?? []));
        var all = ImmutableArray.CreateBuilder<Effect>(after.Length);
        if (before.Length <= FewEnough)
        {
            for (var i = 0; i < after.Length; i++)
            {
                all.Add(FromKernel(judgement.EffectOf(Violation.create(after[i], errors[i]))));
            }

            return all.MoveToImmutable();
        }

        var violations = new _IViolation[after.Length];
        for (var i = 0; i < violations.Length; i++)
        {
            violations[i] = Violation.create(after[i], errors[i]);
        }

        var effects = judgement.Effects(Dafny.Sequence<_IViolation>.FromArray(violations));
        for (var i = 0; i < violations.Length; i++)
        {
            all.Add(FromKernel(effects.Select(i)));
        }

        return all.MoveToImmutable();
    }

    /// <summary>The mode for an object that is deleted with its namespace or after its owners: it may tell, and not deny.</summary>
    /// <param name="mode">The rule's mode; not <see cref="Mode.Off"/>.</param>
    public static Mode Leaving(Mode mode) => FromKernel(ToKernel(mode).Leaving());

    private static Mode FromKernel(_IMode mode) =>
        mode.is_Enforce ? Mode.Enforce
        : mode.is_Warn ? Mode.Warn
        : Mode.Audit;

    private static _IMode ToKernel(Mode mode) => mode switch
    {
        Mode.Enforce => KernelMode.create_Enforce(),
        Mode.Warn => KernelMode.create_Warn(),
        Mode.Audit => KernelMode.create_Audit(),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "a rule that is off has no findings"),
    };

    private static Effect FromKernel(_IEffect effect) =>
        effect.is_Deny ? Effect.Deny
        : effect.is_Warn ? Effect.Warn
        : effect.is_Existing ? Effect.Existing
        : Effect.Audit;
}
