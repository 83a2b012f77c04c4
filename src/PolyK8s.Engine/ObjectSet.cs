using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine;

/// <summary>The objects of one kind, immutable: an edit makes a new set that shares almost all of the old one.</summary>
public sealed class ObjectSet
{
    private readonly ImmutableDictionary<ObjectName, Manifest> _objects;

    private ObjectSet(ImmutableDictionary<ObjectName, Manifest> objects) => _objects = objects;

    /// <summary>No objects.</summary>
    public static ObjectSet Empty { get; } = new(ImmutableDictionary<ObjectName, Manifest>.Empty);

    /// <summary>How many objects there are.</summary>
    public int Count => _objects.Count;

    /// <summary>The objects, in no promised order.</summary>
    public IEnumerable<Manifest> All => _objects.Values;

    /// <summary>The object of that name, or null.</summary>
    public Manifest? Find(string ns, string name) => _objects.GetValueOrDefault(new(ns, name));

    /// <summary>These objects and <paramref name="manifest"/>, in place of one with its name.</summary>
    public ObjectSet With(Manifest manifest) => new(_objects.SetItem(new(manifest.Namespace, manifest.Name), manifest));

    /// <summary>These objects and <paramref name="manifests"/>, the last of a name winning.</summary>
    public ObjectSet With(IEnumerable<Manifest> manifests) =>
        new(_objects.SetItems(manifests.Select(m => KeyValuePair.Create(new ObjectName(m.Namespace, m.Name), m))));

    /// <summary>These objects without the one of that name.</summary>
    public ObjectSet Without(string ns, string name) => new(_objects.Remove(new(ns, name)));
}
