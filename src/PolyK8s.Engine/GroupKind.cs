namespace PolyK8s.Engine;

/// <summary>A kind of object, whatever its version.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
public readonly record struct GroupKind(string Group, string Kind)
{
    /// <inheritdoc />
    /// <remarks>Few kinds of two groups have one name, and views are asked by kind many times in a verdict.</remarks>
    public override int GetHashCode() => Kind is null ? 0 : Kind.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Group.Length == 0 ? Kind : $"{Kind}.{Group}";
}
