namespace PolyK8s.Engine.Validation;

/// <summary>The types of field errors, as the server prints them.</summary>
/// <remarks>Mirrors <c>field.ErrorType.String</c>.</remarks>
public static class FieldErrorType
{
    /// <summary>A field that must be set is not.</summary>
    public const string Required = "Required value";

    /// <summary>A value is malformed or out of bounds.</summary>
    public const string Invalid = "Invalid value";

    /// <summary>A value is none of a fixed set.</summary>
    public const string NotSupported = "Unsupported value";

    /// <summary>A value that may not be set here is.</summary>
    public const string Forbidden = "Forbidden";

    /// <summary>A value that must be unique occurs twice.</summary>
    public const string Duplicate = "Duplicate value";

    /// <summary>A name refers to nothing.</summary>
    public const string NotFound = "Not found";

    /// <summary>A text has too many bytes.</summary>
    public const string TooLong = "Too long";

    /// <summary>A list has too many items.</summary>
    public const string TooMany = "Too many";
}
