namespace PolyK8s.Engine.Lifecycles;

/// <summary>Something a status never says.</summary>
/// <param name="When">What it would say, written like <see cref="TableRow.When"/>.</param>
/// <param name="Broken">What is wrong then, in words that never change.</param>
/// <param name="Path">The field it is about.</param>
public sealed record Invariant(string When, string Broken, string Path);
