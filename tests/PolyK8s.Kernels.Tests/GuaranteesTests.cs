using System.Text.RegularExpressions;

namespace PolyK8s.Kernels.Tests;

/// <summary>GUARANTEES.md lists every theorem, and no theorem that is not there.</summary>
/// <remarks>A theorem is a lemma of a <c>.Theorems.dfy</c> file with a <c>///</c> comment and a name that does not begin with <c>Aux</c>.</remarks>
public sealed partial class GuaranteesTests
{
    [Fact]
    public void Lists_exactly_the_theorems_that_are_proved() => Assert.Equal(Proved(), Listed());

    private static string[] Proved() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root(AppContext.BaseDirectory), "src", "PolyK8s.Kernels"), "*.Theorems.dfy")
            .SelectMany(file => Lemma().Matches(File.ReadAllText(file)).Select(m => $"{Path.GetFileName(file).Split('.')[0]}.{m.Groups[1].Value}"))
            .Where(name => !name.Contains(".Aux", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static string[] Listed() =>
        [.. Entry().Matches(File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "GUARANTEES.md"))).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)];

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "poly-k8s-mcp.sln")) ? folder
        : Path.GetDirectoryName(folder) is { } parent ? Root(parent)
        : throw new InvalidOperationException("the tests must run from inside the repository");

    [GeneratedRegex(@"///[^\n]*\n\s*lemma\s+(\w+)")]
    private static partial Regex Lemma();

    [GeneratedRegex(@"^- .* → `(\w+\.\w+)`$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
