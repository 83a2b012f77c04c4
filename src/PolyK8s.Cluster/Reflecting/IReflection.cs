using PolyK8s.Engine;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>Where reflectors put what they see.</summary>
internal interface IReflection
{
    /// <summary>The objects of a resource are these now. Called for bookmarks too, then with the very same set.</summary>
    void Set(WatchedResource resource, ObjectSet objects, string resourceVersion);

    /// <summary>Reading a resource did not work this time.</summary>
    void Fail(WatchedResource resource, string problem);
}
