namespace PolyK8s.Engine;

/// <summary>Where a front door gets view and policies from: files, or the watches of a cluster.</summary>
public interface ISnapshotSource
{
    /// <summary>The newest snapshot. Never waits, never reads a disk or a network.</summary>
    Snapshot Current { get; }
}
