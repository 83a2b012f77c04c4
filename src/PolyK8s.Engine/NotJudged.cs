namespace PolyK8s.Engine;

/// <summary>A rule that applies to a change and could not be judged, said out loud instead of passing silently.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Reason">What was missing and how to give it, one line.</param>
public sealed record NotJudged(string Rule, string Reason);
