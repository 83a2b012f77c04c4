namespace PolyK8s.Engine.Manifests;

/// <summary>Where something stands in its source text. Lines and columns count from 1, columns in UTF-16 units.</summary>
/// <param name="Line">The line, from 1; 0 when the text is not known (an object out of a cluster).</param>
/// <param name="Column">The column, from 1; 0 when the text is not known.</param>
public readonly record struct Place(int Line, int Column)
{
    /// <summary>Somewhere without a source text.</summary>
    public static readonly Place None;

    /// <summary>Whether line and column are known.</summary>
    public bool IsKnown => Line > 0;

    /// <inheritdoc />
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Line}:{Column}");
}
