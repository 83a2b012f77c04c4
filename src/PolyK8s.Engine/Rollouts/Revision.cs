using System.Collections.Immutable;

namespace PolyK8s.Engine.Rollouts;

/// <summary>A revision of a template.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Template">What identifies the template: equal for equal templates.</param>
public readonly record struct Revision(long Number, string Template);

/// <summary>The revisions of a workload.</summary>
/// <param name="Revisions">All that are kept.</param>
/// <param name="Current">What identifies the template that runs.</param>
public sealed record RevisionHistory(ImmutableArray<Revision> Revisions, string Current);
