using PolyK8s.Cli.Input;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;

namespace PolyK8s.Cli.Sources;

/// <summary>Reads the objects of a cluster from files, and refuses network policies the API server would refuse.</summary>
/// <param name="reader">Reads files.</param>
/// <param name="ns">The namespace of objects that name none.</param>
/// <param name="problems">Receives one line for each mistake.</param>
internal sealed class NetworkFiles(InputReader reader, string ns, List<string> problems)
{
    /// <summary>Reads files.</summary>
    public InputReader Reader => reader;

    /// <summary>What was odd and did not stop anything, one line each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The cluster some files make.</summary>
    public ClusterView Read(IEnumerable<string> names) => Over(ClusterView.Empty, names);

    /// <summary>A cluster with the objects of some files laid over it.</summary>
    public ClusterView Over(ClusterView view, IEnumerable<string> names)
    {
        var set = reader.Read(names, recursive: true, problems);
        problems.AddRange(set.Faults.Select(fault => fault.Sentence));
        var objects = set.Manifests.Select(manifest => Placement.In(ns, manifest)).ToList();
        if (problems.Count == 0 && objects.Count == 0)
        {
            problems.Add($"there is no object in {string.Join(", ", names.Select(name => $"`{name}`"))}");
        }

        Notes.AddRange(PolicyMistakes.Twice(objects));
        Check(objects);
        return view.With(objects);
    }

    /// <summary>Checks the network policies of a cluster that come from files.</summary>
    public void Check(ClusterView view) => Check(NetworkIndex.Kinds.SelectMany(kind => view.Of(kind).All).Where(o => o.File.Length > 0).OrderBy(o => (o.File, o.Document)));

    private void Check(IEnumerable<Manifest> objects)
    {
        var mistakes = PolicyMistakes.Of(objects);
        problems.AddRange(mistakes.Faults);
        Notes.AddRange(mistakes.Notes);
    }
}
