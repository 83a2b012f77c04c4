using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PolyK8s.Engine.Schemas;

/// <summary>The built-in kinds of one minor version of Kubernetes, and custom ones where the documents of a server brought them.</summary>
public sealed class SchemaPack
{
    /// <summary>The oldest minor embedded.</summary>
    public const int Oldest = 32;

    /// <summary>The newest minor embedded.</summary>
    public const int Latest = 37;

    /// <summary>The minor taken when none is named: the newest for which a package carries every fact.</summary>
    public const int Default = 36;

    private static readonly Lazy<string> Text = new(ReadText);
    private static readonly ImmutableArray<Lazy<SchemaPack>> Embedded =
        [.. Enumerable.Range(Oldest, Latest - Oldest + 1).Select(minor => new Lazy<SchemaPack>(() => new(minor, new SchemaPackReader(minor).Read(Text.Value))))];

    private readonly FrozenDictionary<(string Group, string Version, string Kind), KindSchema> _kinds;

    /// <summary>A pack of some kinds.</summary>
    /// <param name="minor">The minor, 36 of 1.36.</param>
    /// <param name="kinds">The kinds.</param>
    public SchemaPack(int minor, ImmutableArray<KindSchema> kinds) =>
        (Minor, Kinds, _kinds) = (minor, kinds, kinds.ToFrozenDictionary(k => (k.Group, k.Version, k.Kind)));

    /// <summary>The embedded pack of <see cref="Default"/>.</summary>
    public static SchemaPack Newest => Embedded[Default - Oldest].Value;

    /// <summary>The minor, 36 of 1.36.</summary>
    public int Minor { get; }

    /// <summary>The kinds.</summary>
    public ImmutableArray<KindSchema> Kinds { get; }

    /// <summary>The pack without the custom kinds that the documents of a server brought.</summary>
    public SchemaPack BuiltIn => Kinds.Any(k => k.IsCustom) ? new(Minor, [.. Kinds.Where(k => !k.IsCustom)]) : this;

    /// <summary>The embedded pack of a minor; null for one that is not embedded.</summary>
    public static SchemaPack? Of(int minor) => minor is >= Oldest and <= Latest ? Embedded[minor - Oldest].Value : null;

    /// <summary>The kind, or null.</summary>
    public KindSchema? Find(string group, string version, string kind) => _kinds.GetValueOrDefault((group, version, kind));

    private static string ReadText()
    {
        using var stream = typeof(SchemaPack).Assembly.GetManifestResourceStream("kubernetes.pack") ?? throw new InvalidOperationException("the schema pack is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
