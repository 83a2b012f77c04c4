using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Checking;

/// <summary>The objects as they were, by group, kind, namespace and name: an object keeps its identity across API versions.</summary>
internal sealed class OldObjects
{
    private readonly Dictionary<(GroupKind Kind, ObjectName Name), Manifest> _objects = [];

    private OldObjects()
    {
    }

    /// <summary>Some objects; of two with one identity the first counts.</summary>
    public static OldObjects Of(IEnumerable<Manifest> objects)
    {
        var old = new OldObjects();
        foreach (var manifest in objects)
        {
            old._objects.TryAdd(Identity(manifest), manifest);
        }

        return old;
    }

    /// <summary>What <paramref name="manifest"/> was before; null if it was not there. An object still without a name is always new.</summary>
    public Manifest? Find(Manifest manifest) => manifest.Name.Length == 0 ? null : _objects.GetValueOrDefault(Identity(manifest));

    private static (GroupKind, ObjectName) Identity(Manifest manifest) => (new(manifest.Group, manifest.Kind), new(manifest.Namespace, manifest.Name));
}
