using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine;

/// <summary>The objects of one kind, immutable: an edit makes a new set that shares almost all of the old one.</summary>
public sealed class ObjectSet
{
    private readonly ImmutableDictionary<ObjectName, Manifest> _objects;
    private readonly ObjectLog _log;

    private ObjectSet(ImmutableDictionary<ObjectName, Manifest> objects, ObjectLog log) => (_objects, _log) = (objects, log);

    /// <summary>No objects.</summary>
    public static ObjectSet Empty { get; } = new(ImmutableDictionary<ObjectName, Manifest>.Empty, ObjectLog.Begin());

    /// <summary>How many objects there are.</summary>
    public int Count => _objects.Count;

    /// <summary>The objects, in no promised order.</summary>
    public IEnumerable<Manifest> All => _objects.Values;

    /// <summary>The object of that name, or null.</summary>
    public Manifest? Find(string ns, string name) => _objects.GetValueOrDefault(new(ns, name));

    /// <summary>These objects and <paramref name="manifest"/>, in place of one with its name.</summary>
    public ObjectSet With(Manifest manifest)
    {
        var name = new ObjectName(manifest.Namespace, manifest.Name);
        return new(_objects.SetItem(name, manifest), _log.With(_objects.GetValueOrDefault(name), manifest));
    }

    /// <summary>These objects and <paramref name="manifests"/>, the last of a name winning.</summary>
    public ObjectSet With(IEnumerable<Manifest> manifests)
    {
        var (objects, log) = (_objects.ToBuilder(), _log);
        foreach (var manifest in manifests)
        {
            var name = new ObjectName(manifest.Namespace, manifest.Name);
            log = log.With(objects.GetValueOrDefault(name), manifest);
            objects[name] = manifest;
        }

        return new(objects.ToImmutable(), log);
    }

    /// <summary>These objects without the one of that name.</summary>
    public ObjectSet Without(string ns, string name) =>
        Find(ns, name) is { } gone ? new(_objects.Remove(new(ns, name)), _log.With(gone, null)) : this;

    /// <summary>What changed since <paramref name="earlier"/>, the oldest change first; null when that is not known.</summary>
    /// <remarks>Known when this set was made from the earlier one by a bounded number of edits.</remarks>
    internal List<(Manifest? Before, Manifest? After)>? Since(ObjectSet earlier) => _log.Since(earlier._log);
}
