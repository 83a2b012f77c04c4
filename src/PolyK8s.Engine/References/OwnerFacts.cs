namespace PolyK8s.Engine.References;

/// <summary>What is known of an owner that an object names.</summary>
/// <param name="IsNamespaced">Whether its kind lives in namespaces; it is then looked for in the dependent's own.</param>
/// <param name="IsFound">Whether an object of that name and uid is there.</param>
/// <param name="Controls">Whether the reference says that it controls the dependent.</param>
public sealed record OwnerFacts(bool IsNamespaced, bool IsFound, bool Controls);
