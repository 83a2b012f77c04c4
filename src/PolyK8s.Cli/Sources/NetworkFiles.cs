using PolyK8s.Cli.Input;
using PolyK8s.Engine;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Cli.Sources;

/// <summary>Reads the objects of a cluster from files, and refuses network policies the API server would refuse.</summary>
/// <param name="reader">Reads files.</param>
/// <param name="ns">The namespace of objects that name none.</param>
/// <param name="problems">Receives one line for each mistake.</param>
internal sealed class NetworkFiles(InputReader reader, string ns, List<string> problems)
{
    private static readonly GroupKind NetworkPolicy = new("networking.k8s.io", "NetworkPolicy");

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

        foreach (var twice in objects.GroupBy(o => (o.Group, o.Reference.Kind, o.Namespace, o.Name)).Where(g => g.Count() > 1 && g.Key.Name.Length > 0).Select(g => g.Last()))
        {
            Notes.Add($"{Place(twice)}{twice.Reference} is given more than once; the last one counts");
        }

        objects.ForEach(Check);
        return view.With(objects);
    }

    /// <summary>Checks the network policies of a cluster.</summary>
    public void Check(ClusterView view)
    {
        foreach (var policy in view.Of(NetworkPolicy).All.Where(p => p.File.Length > 0).OrderBy(p => (p.File, p.Document)))
        {
            Check(policy);
        }
    }

    private void Check(Manifest manifest)
    {
        if (manifest.Kind == NetworkPolicy.Kind && manifest.Group == NetworkPolicy.Group)
        {
            problems.AddRange(FieldValidation.Of(manifest).Select(error => $"{Place(manifest, error.At)}{manifest.Reference}: {error}"));
        }
    }

    private static string Place(Manifest manifest, ManifestNode? node = null) =>
        manifest.File.Length == 0 ? "" : (node ?? manifest.Root).Place is { IsKnown: true } place ? $"{manifest.File}:{place}: " : $"{manifest.File}: ";
}
