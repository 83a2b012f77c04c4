namespace PolyK8s.Engine;

/// <summary>Columns for people: two blanks between them, each as wide as its widest cell.</summary>
public static class TextColumns
{
    /// <summary>The rows as lines, without the ends of lines.</summary>
    /// <param name="rows">The rows, all of one length; they are shown as they are.</param>
    /// <param name="most">How wide a column grows; a longer cell pushes the rest of its own line only.</param>
    public static IEnumerable<string> Of(IEnumerable<IReadOnlyList<string>> rows, int most = int.MaxValue)
    {
        var lines = rows.ToList();
        var widths = Enumerable.Range(0, lines.FirstOrDefault()?.Count ?? 0).Select(column => Math.Min(most, lines.Max(row => row[column].Length))).ToArray();
        return lines.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
