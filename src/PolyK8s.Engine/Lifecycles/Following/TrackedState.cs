using System.Collections.Immutable;

namespace PolyK8s.Engine.Lifecycles.Following;

/// <summary>The state of an object and how it came to it.</summary>
/// <param name="Uid">Which object: one that is made again under the same name is another.</param>
/// <param name="State">The state now.</param>
/// <param name="Steps">The latest steps, the oldest first.</param>
public sealed record TrackedState(string Uid, string State, ImmutableArray<StateStep> Steps);

/// <summary>A step from one state to another.</summary>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="ResourceVersion">The version of the object that showed it.</param>
/// <param name="IsLegal">Whether the table of the kind allows it.</param>
public sealed record StateStep(string From, string To, string ResourceVersion, bool IsLegal);
