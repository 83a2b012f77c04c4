namespace PolyK8s.Engine.Schemas;

/// <summary>What a list is, by <c>x-kubernetes-list-type</c>.</summary>
public enum ListType
{
    /// <summary>A value as a whole.</summary>
    Atomic,

    /// <summary>A set: no element twice.</summary>
    Set,

    /// <summary>A map: no two elements with the same values of the key fields.</summary>
    Map,
}
