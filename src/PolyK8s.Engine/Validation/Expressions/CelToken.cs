namespace PolyK8s.Engine.Validation.Expressions;

/// <summary>What a token of an expression is.</summary>
internal enum CelTokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A name.</summary>
    Name,

    /// <summary>A whole number.</summary>
    Int,

    /// <summary>A whole number with <c>u</c> behind it.</summary>
    Uint,

    /// <summary>A number with a point or an exponent.</summary>
    Double,

    /// <summary>A text.</summary>
    String,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>An operator or a bracket.</summary>
    Sign,

    /// <summary>A character that begins no token, or a text without an end.</summary>
    Wrong,
}

/// <summary>A token of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text.</param>
/// <param name="At">Where it begins.</param>
internal readonly record struct CelToken(CelTokenKind Kind, string Text, int At);
