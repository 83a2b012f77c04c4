namespace PolyK8s.Engine.Kernels;

/// <summary>The ways a structure can be wrong.</summary>
internal enum StructureFault
{
    /// <summary>A null where the schema allows none.</summary>
    Null,

    /// <summary>A value of another type.</summary>
    WrongType,

    /// <summary>An integer that does not fit its size.</summary>
    TooWide,

    /// <summary>A text outside an enum.</summary>
    NotAllowed,

    /// <summary>A field the schema does not declare.</summary>
    Unknown,

    /// <summary>A required field that is not there.</summary>
    Missing,

    /// <summary>Equal elements in a set, or equal keys in a map-like list.</summary>
    Repeated,

    /// <summary>A text, number or collection that fails a check: a format, a pattern, a bound.</summary>
    Malformed,

    /// <summary>A reference to a schema that does not exist.</summary>
    NoSchema,
}
