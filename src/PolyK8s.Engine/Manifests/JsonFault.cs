namespace PolyK8s.Engine.Manifests;

/// <summary>Why a text is not JSON we read.</summary>
/// <param name="Place">Where it went wrong.</param>
/// <param name="Problem">What is wrong and what would be accepted: one line, lower case start, no full stop.</param>
/// <param name="IsSyntax">Whether the text is no JSON at all, rather than JSON that is refused.</param>
public sealed record JsonFault(Place Place, string Problem, bool IsSyntax = false);
