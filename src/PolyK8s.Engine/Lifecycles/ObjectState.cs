using System.Collections.Immutable;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>The state of an object, or what another tool calls it.</summary>
/// <param name="State">One word.</param>
/// <param name="Reason">Why, in one word; may be empty.</param>
/// <param name="Message">Why, for people; may be empty.</param>
/// <param name="Conditions">The conditions it rests on.</param>
public sealed record ObjectState(string State, string Reason, string Message, ImmutableArray<ObjectCondition> Conditions);
