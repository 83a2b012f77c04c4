using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles.Following;

/// <summary>Something that was seen and that no table allows.</summary>
/// <param name="Number">Its place among all that were seen, from 1.</param>
/// <param name="Object">The object.</param>
/// <param name="Uid">Its uid; empty when it has none.</param>
/// <param name="Line">What is wrong, one line.</param>
public sealed record ForbiddenStep(long Number, ObjectReference Object, string Uid, string Line);
