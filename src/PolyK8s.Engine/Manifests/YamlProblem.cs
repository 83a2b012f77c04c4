using YamlDotNet.Core;

namespace PolyK8s.Engine.Manifests;

/// <summary>Words for what the YAML parser stumbles over.</summary>
internal static class YamlProblem
{
    /// <summary>One line, lower case start, no full stop.</summary>
    public static string Of(YamlException fault)
    {
        var message = fault.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return message.Length == 0 ? "is not YAML" : $"is not YAML: {char.ToLowerInvariant(message[0])}{message[1..]}";
    }
}
