using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Checking;

/// <summary>The objects as they were, by group, kind, namespace and name, and by uid: an object keeps its identity across API versions.</summary>
internal sealed class OldObjects
{
    private readonly Dictionary<(GroupKind Kind, ObjectName Name), Manifest> _objects = [];
    private readonly Dictionary<(GroupKind Kind, string Uid), Manifest> _byUid = [];

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
            if (Uid(manifest) is { Length: > 0 } uid)
            {
                old._byUid.TryAdd((new(manifest.Group, manifest.Kind), uid), manifest);
            }
        }

        return old;
    }

    /// <summary>What <paramref name="manifest"/> was before; null if it was not there. An object still without a name or uid is always new.</summary>
    /// <remarks>An object that carries the uid of another is that object, whatever it calls itself now: who changes the name of an object that is stored does not create one.</remarks>
    public Manifest? Find(Manifest manifest) =>
        manifest.Name.Length > 0 && _objects.GetValueOrDefault(Identity(manifest)) is { } same ? same
        : Uid(manifest) is { Length: > 0 } uid ? _byUid.GetValueOrDefault((new(manifest.Group, manifest.Kind), uid))
        : null;

    private static string? Uid(Manifest manifest) => manifest.Root.TextAt("metadata", "uid");

    private static (GroupKind, ObjectName) Identity(Manifest manifest) => (new(manifest.Group, manifest.Kind), new(manifest.Namespace, manifest.Name));
}
