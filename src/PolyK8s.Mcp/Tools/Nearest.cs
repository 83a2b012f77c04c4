using PolyK8s.Engine;

namespace PolyK8s.Mcp.Tools;

/// <summary>What somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary><c>the nearest is `x`; </c>, or nothing when no name is near.</summary>
    public static string Hint(string text, IReadOnlyCollection<string> names) => NearestName.Of(text, names, oneIn: 2) is { } name ? $"the nearest is `{name}`; " : "";
}
