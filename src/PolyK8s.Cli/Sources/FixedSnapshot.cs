using PolyK8s.Engine;

namespace PolyK8s.Cli.Sources;

/// <summary>A snapshot that does not change.</summary>
/// <param name="Current">The snapshot.</param>
internal sealed record FixedSnapshot(Snapshot Current) : ISnapshotSource;
