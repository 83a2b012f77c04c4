namespace PolyK8s.Engine.Schemas;

/// <summary>The machine integer a value must fit.</summary>
public enum IntegerSize
{
    /// <summary>32 bits with sign.</summary>
    Int32,

    /// <summary>64 bits with sign.</summary>
    Int64,

    /// <summary>No size is named: what an API server keeps as an integer has 64 bits with sign.</summary>
    Unnamed,
}
