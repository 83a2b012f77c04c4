namespace PolyK8s.Engine.Indexes;

/// <summary>A label in a namespace.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Key">The label's key; empty for objects without the label that would be looked up.</param>
/// <param name="Value">Its value.</param>
public readonly record struct LabelIn(string Namespace, string Key, string Value);
