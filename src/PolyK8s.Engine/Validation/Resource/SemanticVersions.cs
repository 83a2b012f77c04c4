using System.Text.RegularExpressions;

namespace PolyK8s.Engine.Validation.Resource;

/// <summary>Versions as semver.org defines them.</summary>
internal static partial class SemanticVersions
{
    /// <summary>Whether a text is a version.</summary>
    public static bool IsValid(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"\A(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?\z")]
    private static partial Regex Form();
}
