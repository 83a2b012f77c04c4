using System.Collections.Immutable;
using PolyK8s.Cli.Input;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cli.Sources;

/// <summary>A cluster and its policies out of files, read once.</summary>
internal sealed class FileSnapshot : ISnapshotSource
{
    private FileSnapshot(Snapshot snapshot, ImmutableArray<Manifest> objects) => (Current, Objects) = (snapshot, objects);

    /// <inheritdoc />
    public Snapshot Current { get; }

    /// <summary>The cluster's objects as the files give them.</summary>
    public ImmutableArray<Manifest> Objects { get; }

    /// <summary>Reads the files; null if anything is wrong with them, for a verdict on half of them would mislead.</summary>
    /// <param name="files">What to read.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="book">The rules that profiles may name.</param>
    /// <param name="problems">Receives one line for each mistake.</param>
    public static FileSnapshot? Read(SnapshotFiles files, InputReader reader, RuleBook book, List<string> problems)
    {
        var state = ObjectsOf(files.State, files.Namespace, reader, problems).ToImmutableArray();
        var policyObjects = ObjectsOf(files.Policies, files.Namespace, reader, problems).ToImmutableArray();
        var policies = Policies.From(files.Default, policyObjects, book);
        problems.AddRange(policies.Faults.Select(fault => fault.Sentence));
        var view = (files.State.IsEmpty ? ClusterView.NotGiven : ClusterView.Of(state)).With(policyObjects.Where(o => o.Group == ClusterView.PolicyGroup));
        return problems.Count == 0 ? new(new(view, policies), state) : null;
    }

    private static IEnumerable<Manifest> ObjectsOf(ImmutableArray<string> names, string ns, InputReader reader, List<string> problems)
    {
        var set = reader.Read(names, recursive: true, problems);
        problems.AddRange(set.Faults.Select(fault => fault.Sentence));
        return set.Manifests.Select(manifest => Placement.In(ns, manifest));
    }
}
