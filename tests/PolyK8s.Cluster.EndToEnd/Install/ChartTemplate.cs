using System.Text.RegularExpressions;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.EndToEnd.Install;

/// <summary>Renders the little of Helm's language the chart uses: values, the release's namespace, <c>toJson</c>, and blocks under a condition.</summary>
/// <param name="values">The chart's values.</param>
/// <param name="ns">The release's namespace.</param>
public sealed partial class ChartTemplate(ManifestNode values, string ns)
{
    /// <summary>The text of a template with these values; a word it does not know is an error.</summary>
    public string Render(string template) => Word().Replace(Block().Replace(template, block => IsTrue(block.Groups["path"].Value) ? block.Groups["body"].Value : ""), Value);

    private string Value(Match word) => word.Groups["word"].Value.Split(' ') switch
    {
        [".Release.Namespace"] => ns,
        [var path] when path.StartsWith(".Values.", StringComparison.Ordinal) => At(path).Text,
        ["toJson", var path] => At(path).ToString(),
        _ => throw new InvalidOperationException($"`{word.Value}` is not in the part of Helm's language that is tested here"),
    };

    private bool IsTrue(string path) => At(path) is { Text: not ("" or "false") };

    private ManifestNode At(string path) => values.At(path.Split('.').AsSpan(2)) ?? throw new InvalidOperationException($"no value `{path}`");

    [GeneratedRegex(@"\n?\{\{- if (?<path>[\w.]+) \}\}(?<body>(?:(?!\{\{- (?:if|end)).)*)\n\{\{- end \}\}", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\{\{ (?<word>[^{}]+) \}\}")]
    private static partial Regex Word();
}
