namespace PolyK8s.Engine.Manifests;

/// <summary>A key that is in one mapping of a document more than once; the last one counts, as for a server that is not asked to be strict.</summary>
/// <param name="Name">The key.</param>
/// <param name="Path">The key's path in its document.</param>
/// <param name="Place">Where it stands again.</param>
/// <param name="First">Where it stood before.</param>
public readonly record struct RepeatedKey(string Name, string Path, Place Place, Place First)
{
    /// <summary>How many are noted in one document: each is a line of a report, and nobody reads on after as many.</summary>
    internal const int Most = 64;

    // Whoever says one of these twice means two objects, and a reader that takes the other one judges the wrong one.
    private static readonly string[] Identity = ["apiVersion", "kind", "metadata", "metadata.name", "metadata.namespace", "metadata.generateName"];

    /// <summary>The key as a message may show it.</summary>
    public string Shown => YamlScalar.Shortened(Name);

    /// <summary>The fact, as a reader says it.</summary>
    public string Fact => $"the key `{Shown}` is there twice in one mapping, first at {First}";

    /// <summary>What to do about it, as a reader says it that refuses the document.</summary>
    public string Problem => $"{Fact}; keep one";

    /// <summary>Whether the key says which object the document is.</summary>
    internal bool IsOfIdentity => Array.IndexOf(Identity, Path) >= 0;

    /// <summary>A step of a path: a name that a path could not tell from two stands in brackets.</summary>
    internal static string Step(string name, bool isFirst) => name.AsSpan().ContainsAny(".[]/") ? $"[{YamlScalar.Shortened(name)}]" : isFirst ? name : $".{name}";
}
