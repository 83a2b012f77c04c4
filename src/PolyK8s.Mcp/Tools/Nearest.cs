namespace PolyK8s.Mcp.Tools;

/// <summary>What somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>Longer texts are no slip of the finger; the bound keeps the comparison cheap whatever is sent.</summary>
    private const int LongestName = 100;

    /// <summary><c>the nearest is `x`; </c>, or nothing when no name is near.</summary>
    public static string Hint(string text, IReadOnlyCollection<string> names) => To(text, names) is { } name ? $"the nearest is `{name}`; " : "";

    /// <summary>The name that takes the fewest edits to reach, at most half the letters of the longer one; null when none is that near.</summary>
    public static string? To(string text, IReadOnlyCollection<string> names) => text.Length > LongestName ? null : names
        .Select(name => (Name: name, Edits: Edits(text.ToLowerInvariant(), name.ToLowerInvariant())))
        .Where(near => near.Edits * 2 <= Math.Max(near.Name.Length, text.Length))
        .OrderBy(near => near.Edits).ThenBy(near => near.Name, StringComparer.Ordinal)
        .Select(near => near.Name)
        .FirstOrDefault();

    /// <summary>The Levenshtein distance, by rows.</summary>
    private static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
