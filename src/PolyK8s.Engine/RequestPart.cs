namespace PolyK8s.Engine;

/// <summary>A change's place among the objects of its request.</summary>
/// <param name="Request">All objects of the request.</param>
/// <param name="Index">Which of them the change is about.</param>
public sealed record RequestPart(RequestObjects Request, int Index);
