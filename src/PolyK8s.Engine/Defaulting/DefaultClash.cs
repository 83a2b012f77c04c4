using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Engine.Defaulting;

/// <summary>Two defaults that cannot both hold: the same field, another value.</summary>
/// <param name="Path">The field.</param>
/// <param name="First">The constraint that sets it.</param>
/// <param name="Second">The constraint that sets it otherwise.</param>
internal sealed record DefaultClash(ImmutableArray<DefaultStep> Path, string First, string Second)
{
    /// <summary>One line.</summary>
    public string Sentence => $"the constraints `{First}` and `{Second}` disagree about the default of `{DefaultPath.Text(Path)}`: neither is set";

    /// <summary>The clashes among some defaults.</summary>
    public static IEnumerable<DefaultClash> Among(IEnumerable<(string Constraint, ConstraintDefault Default)> defaults) => defaults
        .GroupBy(d => DefaultPath.Text(d.Default.Path), StringComparer.Ordinal)
        .Select(group => (First: group.First(), Other: group.FirstOrDefault(d => !SameJson.As(d.Default.Value, group.First().Default.Value))))
        .Where(pair => pair.Other.Default is not null)
        .Select(pair => new DefaultClash(pair.First.Default.Path, pair.First.Constraint, pair.Other.Constraint));
}
