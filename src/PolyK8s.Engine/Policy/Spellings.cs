using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Policy;

/// <summary>Every way in which an exception may name something.</summary>
internal static class Spellings
{
    /// <summary>A rule: its id, or its whole module.</summary>
    public static ImmutableArray<string> OfRule(string id) => [id, id[..(id.IndexOf('/', StringComparison.Ordinal) + 1)] + "*"];

    /// <summary>A kind: alone, or with its group.</summary>
    public static ImmutableArray<string> OfKind(Manifest manifest) => [manifest.Kind, new GroupKind(manifest.Group, manifest.Kind).ToString()];

    /// <summary>A name: itself, or its beginning and a star. Of a name still to be generated only the beginning is known.</summary>
    /// <remarks>Names have at most 253 characters, so there are at most 254 spellings.</remarks>
    public static ImmutableArray<string> OfName(Manifest manifest)
    {
        var name = manifest.Name.Length > 0 ? manifest.Name : manifest.Root.TextAt("metadata", "generateName") ?? "";
        var spellings = ImmutableArray.CreateBuilder<string>(name.Length + 1);
        if (manifest.Name.Length > 0)
        {
            spellings.Add(name);
        }

        for (var length = 1; length <= name.Length; length++)
        {
            spellings.Add(string.Concat(name.AsSpan(0, length), "*"));
        }

        return spellings.DrainToImmutable();
    }
}
