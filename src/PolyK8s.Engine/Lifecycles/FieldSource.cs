using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>A field that a table looks at. A whole number is a number, a list its length, anything else its text.</summary>
/// <param name="Name">What the rows call it; it begins with a small letter.</param>
/// <param name="Path">Where it is, <c>status.phase</c>; empty when it is computed.</param>
/// <param name="Default">What counts where it is absent; where this is a number, also where it is none.</param>
/// <param name="Compute">Computes it from the object and the time; null for a path.</param>
public sealed record FieldSource(string Name, string Path = "", ManifestNode? Default = null, Func<Manifest, DateTimeOffset, ManifestNode?>? Compute = null)
{
    private readonly string[] _names = Path.Split('.');

    private bool IsList { get; init; }

    /// <summary>A whole number.</summary>
    public static FieldSource Number(string name, string path, long @default = 0) => new(name, path, ManifestNode.Of(@default));

    /// <summary>A text.</summary>
    public static FieldSource Word(string name, string path, string? @default = null) => new(name, path, @default is null ? null : ManifestNode.Of(@default));

    /// <summary>How many items a list has; none where there is no list.</summary>
    public static FieldSource Count(string name, string path) => new(name, path, ManifestNode.Of(0)) { IsList = true };

    /// <summary>Something that holds or not; absent where it does not.</summary>
    public static FieldSource Is(string name, Func<Manifest, bool> holds) => Of(name, (m, _) => holds(m) ? ManifestNode.Of("true") : null);

    /// <summary>Computed.</summary>
    public static FieldSource Of(string name, Func<Manifest, DateTimeOffset, ManifestNode?> compute) => new(name, Compute: compute);

    /// <summary>The value; null when absent.</summary>
    public ManifestNode? Read(Manifest manifest, DateTimeOffset now)
    {
        var node = Compute is { } compute ? compute(manifest, now) : manifest.Root.At(_names);
        return IsList ? node is { Kind: NodeKind.Array } ? node : Default
            : node is null or { Kind: NodeKind.Null } || (Default is { Kind: NodeKind.Integer } && !IsNumber(node)) ? Default : node;
    }

    /// <summary>Whether it is a whole number that fits 64 bits.</summary>
    internal static bool IsNumber(ManifestNode node) => node.Kind == NodeKind.Integer && long.TryParse(node.Text, System.Globalization.CultureInfo.InvariantCulture, out _);
}
