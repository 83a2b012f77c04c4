using System.Collections.Frozen;

namespace PolyK8s.Engine.Validation.Admission;

/// <summary>Names in CEL.</summary>
/// <remarks>Mirrors <c>isCELIdentifier</c> of <c>pkg/apis/admissionregistration/validation</c>.</remarks>
internal static class CelNames
{
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    }.ToFrozenSet();

    /// <summary>Whether a text names a variable: a letter or underscore, then letters, digits and underscores, and no word of the language.</summary>
    public static bool IsIdentifier(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !Reserved.Contains(text);
}
