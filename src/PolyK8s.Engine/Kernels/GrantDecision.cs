using System.Collections.Immutable;
using PolyK8s.Engine.Rbac;

namespace PolyK8s.Engine.Kernels;

/// <summary>Whether somebody may write a role or a binding.</summary>
/// <param name="Allowed">Whether they may.</param>
/// <param name="RoleIsMissing">Whether they may not because the role referred to does not exist.</param>
/// <param name="Uncovered">What is granted and not held by the author, each once, in the order of the role.</param>
/// <param name="Authority">What the author lacks of the full authority that an aggregation rule takes.</param>
public sealed record GrantDecision(bool Allowed, bool RoleIsMissing, ImmutableArray<Access> Uncovered, ImmutableArray<Access> Authority)
{
    /// <summary>The write is allowed.</summary>
    public static GrantDecision Allow { get; } = new(true, false, [], []);

    /// <summary>The write is not allowed: there is no such role, and the author may not bind it.</summary>
    public static GrantDecision NoSuchRole { get; } = new(false, true, [], []);
}
