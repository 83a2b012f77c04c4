namespace PolyK8s.Engine.Lifecycles;

/// <summary>A condition of a status.</summary>
/// <param name="Type">What it is about.</param>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Reason">Why, in one word; may be empty.</param>
/// <param name="Message">Why, for people; may be empty.</param>
public sealed record ObjectCondition(string Type, string Status, string Reason, string Message);
