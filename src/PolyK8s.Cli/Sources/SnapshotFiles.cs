using System.Collections.Immutable;
using PolyK8s.Engine;

namespace PolyK8s.Cli.Sources;

/// <summary>The files a <see cref="FileSnapshot"/> is made of.</summary>
internal sealed record SnapshotFiles
{
    /// <summary>Files and folders with the cluster's objects; none when nothing is known of it.</summary>
    public ImmutableArray<string> State { get; init; } = [];

    /// <summary>Files and folders with policies.</summary>
    public ImmutableArray<string> Policies { get; init; } = [];

    /// <summary>The mode of rules that no policy names.</summary>
    public Mode Default { get; init; } = Mode.Enforce;

    /// <summary>The namespace of namespaced objects that name none.</summary>
    public string Namespace { get; init; } = "default";
}
