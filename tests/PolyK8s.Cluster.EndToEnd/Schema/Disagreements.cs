using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Schema;

/// <summary>Where <c>check</c> and a test server may disagree, and why: <c>disagreements.txt</c>.</summary>
/// <remarks>A row is <c>check|server KIND FIELD: reason</c>: who of the two refuses what the other accepts; a field stands for all below it, <c>*</c> for any.</remarks>
public static class Disagreements
{
    private static readonly (string Who, string Kind, string Field)[] Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "PolyK8s.Cluster.EndToEnd", "Schema", "disagreements.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(':', 2)[0].Split(' '))
            .Select(words => (words[0], words[1], words[2])),
    ];

    /// <summary>Whether a disagreement is listed.</summary>
    public static bool Has(string who, string kind, string field) => Rows.Any(row =>
        row.Who == who && (row.Kind == "*" || row.Kind == kind) && Covers(row.Field, field));

    private static bool Covers(string row, string field) =>
        row == "*" || field == row || field.StartsWith(row + ".", StringComparison.Ordinal) || (row[0] == '*' && field.Contains(row[1..], StringComparison.Ordinal));
}
