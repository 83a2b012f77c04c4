using System.Collections.Immutable;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Ordering;

/// <summary>The annotation <c>config.kubernetes.io/depends-on</c> of cli-utils (kpt, Config Sync).</summary>
/// <remarks>
/// Entries are separated by commas: <c>group/kind/name</c> for a cluster-scoped object and
/// <c>group/namespaces/namespace/kind/name</c> for a namespaced one; the core group is empty, so its entries begin with
/// a slash. Spaces around an entry do not count. Mirrors <c>pkg/object/dependson</c> of sigs.k8s.io/cli-utils.
/// </remarks>
public static class DependsOn
{
    /// <summary>The annotation.</summary>
    public const string Annotation = "config.kubernetes.io/depends-on";

    private const string Accepted = "`group/kind/name` or `group/namespaces/namespace/kind/name`, separated by commas; the core group is empty, as in `/namespaces/shop/ConfigMap/settings`";

    /// <summary>The objects an annotation names, and the entries that cannot be read.</summary>
    public static (ImmutableArray<Wait> Waits, ImmutableArray<Malformed> Malformed) Read(ManifestNode annotation)
    {
        var path = AnnotationPath.Of(Annotation);
        var waits = ImmutableArray.CreateBuilder<Wait>();
        var malformed = ImmutableArray.CreateBuilder<Malformed>();
        var seen = new HashSet<ObjectKey>();
        foreach (var entry in annotation.Text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Parse(entry) is not { } key)
            {
                malformed.Add(new(path, entry, entry.Length == 0 ? "the entry is empty" : "the entry names no object", Accepted, annotation));
            }
            else if (seen.Add(key))
            {
                waits.Add(new(key, Annotation, path));
            }
            else
            {
                malformed.Add(new(path, entry, "the entry stands there twice", "each object once", annotation));
            }
        }

        return (waits.DrainToImmutable(), malformed.DrainToImmutable());
    }

    /// <summary>The object one entry names; null when it names none.</summary>
    public static ObjectKey? Parse(string entry) => DependsOnParts.Read(entry);

    /// <summary>The entry that names an object: what <see cref="Parse"/> reads.</summary>
    public static string Entry(ObjectKey key) => DependsOnParts.Write(key);
}
