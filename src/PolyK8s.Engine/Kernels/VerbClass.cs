using System.Collections.Immutable;
using PolyK8s.Engine.Rbac;
using PolyK8s.Kernels.VerbClasses;

namespace PolyK8s.Engine.Kernels;

/// <summary>The classes of verbs, as the kernel tells them apart. They are for people: nothing is decided by them.</summary>
public static class VerbClass
{
    private static readonly ImmutableArray<string> Every = ["Read", "Write", "Delete", "Admin"];

    private static readonly _IVerbs Verbs = PolyK8s.Kernels.VerbClasses.Verbs.create(
        Of("get", "list", "watch"), Of("create", "update", "patch"), Of("delete", "deletecollection"), Of("impersonate", "bind", "escalate", "approve", "sign", "attest"));

    /// <summary>The classes of a rule's verbs: Read, Write, Delete, Admin, and <c>Other(verb)</c>; all four for <c>*</c>.</summary>
    public static ImmutableArray<string> Of(PolicyRule rule)
    {
        var known = rule.Verbs.Contains("*", StringComparer.Ordinal) ? Every : [.. rule.Verbs.Select(Of).Distinct(StringComparer.Ordinal)];
        return [.. Every.Where(known.Contains), .. known.Except(Every).Order(StringComparer.Ordinal)];
    }

    private static string Of(string verb) => Verbs.ClassOf(verb) switch
    {
        { is_Read: true } => "Read",
        { is_Write: true } => "Write",
        { is_Delete: true } => "Delete",
        { is_Admin: true } => "Admin",
        _ => $"Other({verb})",
    };

    private static Dafny.ISequence<string> Of(params string[] words) => Dafny.Sequence<string>.FromArray(words);
}
