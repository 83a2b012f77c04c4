using PolyK8s.Engine;

namespace PolyK8s.Cli.Output.Reach;

/// <summary>Writes rows as tables.</summary>
internal static class RowTables
{
    /// <summary>For people: columns in line.</summary>
    public static string Plain(ReachRows rows)
    {
        var lines = TextColumns.Of([.. rows.Rows.Select(r => r.Select(PlainLine.Of).ToArray()).Prepend([.. rows.Columns.Select(c => c.ToUpperInvariant())])]);
        return string.Concat(lines.Concat(rows.Rows.IsEmpty ? ["(none)"] : []).Concat(rows.Notes.Select(n => $"note: {PlainLine.Of(n)}")).Select(l => l + "\n"));
    }

    /// <summary>Markdown.</summary>
    public static string Markdown(ReachRows rows) => string.Concat(
        rows.Rows.Select(r => Row(r.Select(Cell)))
            .Prepend(Row(rows.Columns.Select(_ => "---")))
            .Prepend(Row(rows.Columns))
            .Concat(rows.Notes.Select(n => $"\n{Cell(n)}\n")));

    /// <summary>Comma-separated values, RFC 4180 with line feeds.</summary>
    public static string Csv(ReachRows rows) => string.Concat(rows.Rows.Prepend(rows.Columns).Select(r => string.Join(',', r.Select(Field)) + "\n"));

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    private static string Cell(string text) => PlainLine.Of(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Field(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
