namespace PolyK8s.Engine.Validation;

/// <summary>How a quantity was written, which decides how it is printed.</summary>
internal enum QuantityNotation
{
    /// <summary>With a suffix of the SI: <c>100m</c>, <c>2k</c>.</summary>
    Decimal,

    /// <summary>With a suffix of powers of 1024: <c>4Gi</c>.</summary>
    Binary,

    /// <summary>With an exponent: <c>1e3</c>.</summary>
    Exponent,
}
