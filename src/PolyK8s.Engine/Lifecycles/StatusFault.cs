namespace PolyK8s.Engine.Lifecycles;

/// <summary>Something that may not become of a status.</summary>
/// <param name="Broken">The broken promise in words that never change: <c>condition removed</c>.</param>
/// <param name="Field">The field or condition type it is about.</param>
/// <param name="Other">The other condition it is about; empty when there is none.</param>
/// <param name="Certain">Whether no release of Kubernetes ever writes such a status; otherwise older ones do.</param>
public sealed record StatusFault(string Broken, string Field, string Other = "", bool Certain = true);
