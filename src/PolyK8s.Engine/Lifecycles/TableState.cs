using System.Collections.Immutable;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>A state of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Level">How it is meant.</param>
/// <param name="Next">The states that may follow; being deleted may follow every state and is not named.</param>
public sealed record TableState(string Name, StateLevel Level, params ImmutableArray<string> Next);
