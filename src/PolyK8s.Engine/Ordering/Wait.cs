namespace PolyK8s.Engine.Ordering;

/// <summary>An object says that it waits for another.</summary>
/// <param name="Target">The object waited for.</param>
/// <param name="Source">The annotation or field that says so.</param>
/// <param name="Path">Its field path.</param>
public sealed record Wait(ObjectKey Target, string Source, string Path);
