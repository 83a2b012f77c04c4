using System.Globalization;
using System.Text.RegularExpressions;

namespace PolyK8s.Webhook.Tests.Metrics;

/// <summary>The checks of <c>promtool check metrics</c> that apply to us, and the rules of the text format.</summary>
internal static partial class MetricLint
{
    private static readonly string[] NotBase = ["milliseconds", "minutes", "hours", "kilobytes", "kibibytes", "percent"];

    /// <summary>What is wrong with the text of a scrape, one line each.</summary>
    public static IReadOnlyList<string> Problems(string text)
    {
        var (problems, types, helps, seen, below) = (new List<string>(), new Dictionary<string, string>(), new HashSet<string>(), new HashSet<string>(), new Dictionary<string, double>());
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                helps.Add(line.Split(' ')[2]);
            }
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                types[line.Split(' ')[2]] = line.Split(' ')[3];
            }
            else if (Sample().Match(line) is { Success: true } sample)
            {
                var (name, labels) = (sample.Groups["name"].Value, sample.Groups["labels"].Value);
                _ = seen.Add(name + labels) ? 0 : Add(problems, $"{line}: stands there twice");
                var family = types.ContainsKey(name) ? name : Suffix().Replace(name, "");
                _ = types.ContainsKey(family) ? 0 : Add(problems, $"{name}: has no TYPE before it");
                CheckBucket(name, labels, double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture), below, problems);
            }
            else
            {
                problems.Add($"{line}: is no sample");
            }
        }

        problems.AddRange(types.SelectMany(t => OfFamily(t.Key, t.Value, helps)));
        return problems;
    }

    private static IEnumerable<string> OfFamily(string name, string type, HashSet<string> helps)
    {
        if (!helps.Contains(name))
        {
            yield return $"{name}: has no HELP";
        }

        if (!Name().IsMatch(name))
        {
            yield return $"{name}: is no name of ours: polyk8s_ and lower case";
        }

        if (type == "counter" != name.EndsWith("_total", StringComparison.Ordinal))
        {
            yield return $"{name}: a counter ends with _total, and nothing else does";
        }

        if (NotBase.Any(unit => name.Contains($"_{unit}", StringComparison.Ordinal)))
        {
            yield return $"{name}: is in no base unit";
        }

        if (type == "histogram" && !name.EndsWith("_seconds", StringComparison.Ordinal))
        {
            yield return $"{name}: a histogram of ours measures seconds";
        }
    }

    private static void CheckBucket(string name, string labels, double value, Dictionary<string, double> below, List<string> problems)
    {
        if (name.EndsWith("_bucket", StringComparison.Ordinal))
        {
            var series = name + Le().Replace(labels, "");
            _ = value < below.GetValueOrDefault(series) ? Add(problems, $"{name}{labels}: holds fewer than the bucket below it") : 0;
            below[series] = value;
        }
    }

    private static int Add(List<string> problems, string problem)
    {
        problems.Add(problem);
        return problems.Count;
    }

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{(?:[a-zA-Z_][a-zA-Z0-9_]*=""(?:[^""\\\n]|\\[\\""n])*"",?)*\})? (?<value>[-+0-9.eE]+|\+Inf|NaN)$")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("^polyk8s_[a-z0-9_]*[a-z0-9]$")]
    private static partial Regex Name();

    [GeneratedRegex("le=\"[^\"]*\"")]
    private static partial Regex Le();
}
