namespace PolyK8s.Engine.Lifecycles;

/// <summary>One thing wrong with a status write.</summary>
/// <param name="Broken">The broken law, stable: <c>condition withdrawn</c>.</param>
/// <param name="Condition">The condition or field it is about.</param>
/// <param name="Other">The other condition; empty when there is none.</param>
public sealed record StatusFault(string Broken, string Condition, string Other = "");
