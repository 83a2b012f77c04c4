namespace PolyK8s.Cli;

/// <summary>Several lines that command no terminal.</summary>
internal static class PlainText
{
    /// <summary>The text with every control character but line breaks written out.</summary>
    public static string Of(string text) => string.Join('\n', text.Split('\n').Select(PlainLine.Of));
}
