namespace PolyK8s.Engine;

/// <summary>Something computed from the objects of each kind by itself, and kept for as long as that kind does not change.</summary>
/// <typeparam name="T">The result; immutable.</typeparam>
/// <remarks>Implementations are singletons: a view keeps one result for each of them and each kind.</remarks>
public interface IKindProjection<out T>
    where T : class
{
    /// <summary>The result, a pure function of the objects.</summary>
    T Project(ObjectSet objects);
}
