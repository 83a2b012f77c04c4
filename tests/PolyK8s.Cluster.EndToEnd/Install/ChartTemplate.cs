using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using PolyK8s.Engine.Manifests;
using PolyK8s.Fixtures;

namespace PolyK8s.Cluster.EndToEnd.Install;

/// <summary>Renders the little of Helm's language the chart uses: values, the release's namespace, <c>toJson</c>, and lines under a condition.</summary>
/// <param name="values">The chart's values.</param>
/// <param name="ns">The release's namespace.</param>
public sealed partial class ChartTemplate(ManifestNode values, string ns)
{
    /// <summary>The chart's folder.</summary>
    public static string Chart { get; } = Path.Combine(Repository.Root, "charts", "poly-k8s-mcp");

    /// <summary>The chart's default values.</summary>
    public static ManifestNode DefaultValues => Read(File.ReadAllText(Path.Combine(Chart, "values.yaml"))).Single().Root;

    /// <summary>The one object of a template of the chart, with its default values, in the product's usual namespace.</summary>
    /// <param name="template">The file, below <c>templates</c>.</param>
    public static ManifestNode Rendered(string template) =>
        Read(new ChartTemplate(DefaultValues, "poly-k8s-system").Render(File.ReadAllText(Path.Combine(Chart, "templates", template)))).Single().Root;

    /// <summary>The objects of a YAML text.</summary>
    public static ImmutableArray<Manifest> Read(string yaml) => ManifestReader.ReadTrees(Encoding.UTF8.GetBytes(yaml), "").Manifests;

    /// <summary>The text of a template with these values; a word it does not know is an error.</summary>
    public string Render(string template)
    {
        var (rendered, conditions) = (new StringBuilder(), new Stack<bool>());
        foreach (var line in template.Split('\n'))
        {
            if (Condition().Match(line) is { Success: true } condition)
            {
                conditions.Push(IsTrue(condition.Groups["words"].Value.Split(' ')));
            }
            else if (line == "{{- end }}")
            {
                conditions.Pop();
            }
            else if (!conditions.Contains(false))
            {
                rendered.Append(Word().Replace(line, Value)).Append('\n');
            }
        }

        return conditions.Count == 0 ? rendered.ToString() : throw new InvalidOperationException("a condition does not end");
    }

    private string Value(Match word) => word.Groups["word"].Value.Split(' ') switch
    {
        [".Release.Namespace"] => ns,
        [var path] when path.StartsWith(".Values.", StringComparison.Ordinal) => At(path).Text,
        ["toJson", var path] => At(path).ToString(),
        _ => throw new InvalidOperationException(Unknown(word.Value)),
    };

    private bool IsTrue(string[] words) => words switch
    {
        ["eq", var path, var text] => At(path).Text == text.Trim('"'),
        ["ne", var path, var text] => At(path).Text != text.Trim('"'),
        [var path] => At(path) is { Text: not ("" or "false") },
        _ => throw new InvalidOperationException(Unknown(string.Join(' ', words))),
    };

    private static string Unknown(string word) => $"`{word}` is not in the part of Helm's language that is tested here";

    private ManifestNode At(string path) => values.At(path.Split('.').AsSpan(2)) ?? throw new InvalidOperationException($"no value `{path}`");

    [GeneratedRegex(@"^\{\{- if (?<words>[^{}]+) \}\}$")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\{\{-? (?<word>[^{}]+) \}\}")]
    private static partial Regex Word();
}
