using System.Collections.Immutable;

namespace PolyK8s.Engine.Policy;

/// <summary>One entry of a profile: these rules in this mode.</summary>
/// <param name="Rules">Rule ids, <c>Module/*</c> or <c>*</c>.</param>
/// <param name="Mode">The mode.</param>
public sealed record ProfileRule(ImmutableArray<string> Rules, Mode Mode);
