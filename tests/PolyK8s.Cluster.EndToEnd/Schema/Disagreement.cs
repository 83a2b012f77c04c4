using System.Globalization;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Schema;

/// <summary>Where <c>check</c> and a test server may disagree, and why: a row of <c>disagreements.txt</c>.</summary>
/// <param name="Who">Who refuses what the other accepts: <c>check</c> or <c>server</c>.</param>
/// <param name="Before">The minor of Kubernetes from which on they agree; very large where they never do.</param>
/// <param name="Kind">The kind; <c>*</c> for any.</param>
/// <param name="Field">The field and all below it; after <c>=</c> itself alone, after <c>*</c> all that contain the rest.</param>
public sealed record Disagreement(string Who, int Before, string Kind, string Field)
{
    private static readonly Disagreement[] All =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "PolyK8s.Cluster.EndToEnd", "Schema", "disagreements.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(':', 2)[0].Split(' '))
            .Select(words => new Disagreement(words[0], words[1] == "-" ? int.MaxValue : int.Parse(words[1]["<1.".Length..], CultureInfo.InvariantCulture), words[2], words[3])),
    ];

    /// <summary>The rows about servers of a minor of Kubernetes.</summary>
    public static IReadOnlyList<Disagreement> With(int minor) => [.. All.Where(row => minor < row.Before)];

    /// <summary>Whether a field of a kind is meant.</summary>
    public bool Covers(string kind, string field) => (Kind == "*" || Kind == kind) && Field[0] switch
    {
        '=' => field == Field[1..],
        '*' => field.Contains(Field[1..], StringComparison.Ordinal),
        _ => field == Field || field.StartsWith(Field + ".", StringComparison.Ordinal),
    };
}
