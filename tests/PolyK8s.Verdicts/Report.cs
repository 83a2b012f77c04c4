namespace PolyK8s.Verdicts;

/// <summary>The figures per kind, then every disagreement.</summary>
internal static class Report
{
    /// <summary>Writes the report to standard output.</summary>
    public static void Print(IReadOnlyCollection<Agreement> results, IEnumerable<string> unknownKinds)
    {
        Console.WriteLine($"{"kind",-28}{"refused",8}{"caught",8}{"same",8}{"whole",8}{"allowed",9}{"alarms",8}");
        foreach (var kind in results.GroupBy(r => r.Case.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Row(kind.Key, [.. kind]);
        }

        Row("all", results);
        var unknown = unknownKinds.Distinct().ToHashSet(StringComparer.Ordinal);
        Row("all with a validator", [.. results.Where(r => !unknown.Contains(r.Case.Kind))]);
        foreach (var result in results.Where(r => !unknown.Contains(r.Case.Kind)))
        {
            Disagreement(result);
        }
    }

    /// <summary>Writes how many accepted objects would be refused, and each of them.</summary>
    public static void PrintAlarms(string name, IReadOnlyCollection<Agreement> results)
    {
        Row(name, results);
        foreach (var result in results.Where(r => r.IsFalseAlarm))
        {
            Disagreement(result);
        }
    }

    private static void Row(string name, IReadOnlyCollection<Agreement> results) => Console.WriteLine(
        $"{name,-28}{results.Count(r => r.IsRefused),8}{results.Count(r => r.IsCaught),8}{results.Count(r => r.IsSame),8}{results.Count(r => r.IsWhole),8}{results.Count(r => r.Case.Allowed),9}{results.Count(r => r.IsFalseAlarm),8}");

    private static void Disagreement(Agreement result)
    {
        var word = result.IsFalseAlarm ? "ALARM" : result.IsRefused && !result.IsCaught ? "MISSED" : result.IsRefused && !result.IsSame ? "OTHER" : result.IsRefused && !result.IsWhole ? "MORE" : null;
        if (word is null)
        {
            return;
        }

        Console.WriteLine($"{word} {result.Case.Kind} {result.Case.Id}: {Short(result.Case.Change)}");
        foreach (var (field, message) in result.Case.Causes)
        {
            Console.WriteLine($"    server: {field}: {Short(message)}");
        }

        foreach (var error in result.Found)
        {
            Console.WriteLine($"    found:  {Short(error.ToString())}");
        }
    }

    private static string Short(string text) => text.Length > 220 ? text[..220] + "…" : text;
}
