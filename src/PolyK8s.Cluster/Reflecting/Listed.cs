using PolyK8s.Engine;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>What a list gave.</summary>
/// <param name="Version">The API version asked for.</param>
/// <param name="Objects">The objects; none when there is a problem.</param>
/// <param name="ResourceVersion">The version of the collection, to watch from.</param>
/// <param name="Problem">Why there are none.</param>
internal sealed record Listed(string Version, ObjectSet Objects, string ResourceVersion, ApiProblem? Problem)
{
    /// <summary>A list that did not work.</summary>
    public static Listed Failed(string version, ApiProblem problem) => new(version, ObjectSet.Empty, "", problem);
}
