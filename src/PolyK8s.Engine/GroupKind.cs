namespace PolyK8s.Engine;

/// <summary>A kind of object, whatever its version.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind.</param>
public readonly record struct GroupKind(string Group, string Kind)
{
    /// <inheritdoc />
    public override string ToString() => Group.Length == 0 ? Kind : $"{Kind}.{Group}";
}
