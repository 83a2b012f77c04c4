namespace PolyK8s.Cli.Output;

/// <summary>Columns for people: two blanks between them, each as wide as its widest cell.</summary>
internal static class TextColumns
{
    /// <summary>The rows as lines, without the ends of lines.</summary>
    /// <param name="rows">The rows, all of one length; they are shown as they are.</param>
    public static IEnumerable<string> Of(IReadOnlyCollection<IReadOnlyList<string>> rows)
    {
        var widths = Enumerable.Range(0, rows.FirstOrDefault()?.Count ?? 0).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
