using YamlDotNet.Core;

namespace PolyK8s.Engine.Manifests;

/// <summary>Words for what the YAML parser stumbles over.</summary>
internal static class YamlProblem
{
    /// <summary>Whether the parser stumbled over quoted text that goes on further left.</summary>
    public static bool IsOfQuotedLines(string problem) =>
        problem.Contains("multi-line", StringComparison.Ordinal) && problem.Contains("wrong indentation", StringComparison.Ordinal);

    /// <summary>One line, lower case start, no full stop.</summary>
    public static string Of(YamlException fault)
    {
        var message = fault.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return message.Length == 0 ? "is not YAML" : $"is not YAML: {char.ToLowerInvariant(message[0])}{message[1..]}";
    }
}
