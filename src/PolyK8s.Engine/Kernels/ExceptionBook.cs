using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PolyK8s.Engine.Policy;
using PolyK8s.Kernels.Exceptions;
using KernelEffect = PolyK8s.Kernels.Ratchet.Effect;

namespace PolyK8s.Engine.Kernels;

/// <summary>The exceptions of one namespace, ready to be asked.</summary>
public sealed class ExceptionBook
{
    private readonly Book _book;

    /// <summary>A book of some exceptions; where several hold, the first one is named.</summary>
    public ExceptionBook(ImmutableArray<SafetyException> exceptions) =>
        _book = new Book(Dafny.Sequence<_IException>.FromArray([.. exceptions.Select(ToKernel)]));

    /// <summary>The position of the exception that keeps a finding from its effect; null when none does and the effect stands.</summary>
    /// <param name="effect">What the rule would do: deny or warn.</param>
    /// <param name="rule">Every spelling that names the rule.</param>
    /// <param name="kind">Every spelling that names the object's kind.</param>
    /// <param name="name">Every spelling that names the object.</param>
    /// <param name="now">The moment of the change.</param>
    public int? Holding(Effect effect, ImmutableArray<string> rule, ImmutableArray<string> kind, ImmutableArray<string> name, DateTimeOffset now)
    {
        var would = effect == Effect.Deny ? KernelEffect.create_Deny() : KernelEffect.create_Warn();
        var treatment = _book.Treat(would, Subject.create(Texts(rule), Texts(kind), Texts(name)), now.ToUnixTimeSeconds());
        return treatment.is_Excepted ? treatment.dtor_which : null;
    }

    private static _IException ToKernel(SafetyException exception) => PolyK8s.Kernels.Exceptions.Exception.create(
        Texts(exception.Rules),
        Dafny.Sequence<_IObjects>.FromArray([.. exception.Objects.Select(some => Objects.create(Texts(some.Kinds), Texts(some.Names)))]),
        exception.ExpiresAt.ToUnixTimeSeconds());

    private static Dafny.ISequence<string> Texts(ImmutableArray<string> texts) =>
        Dafny.Sequence<string>.FromArray(ImmutableCollectionsMarshal.AsArray(texts) ?? []);
}
