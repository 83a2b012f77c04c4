namespace PolyK8s.Engine.Schemas;

/// <summary>The machine integer a value must fit.</summary>
public enum IntegerSize
{
    /// <summary>32 bits with sign.</summary>
    Int32,

    /// <summary>64 bits with sign.</summary>
    Int64,

    /// <summary>An integer of any size.</summary>
    Any,
}
