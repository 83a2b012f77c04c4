using System.Text.RegularExpressions;

namespace PolyK8s.Kernels.Tests;

/// <summary>GUARANTEES.md lists exactly the theorems there are: the lemmas with a <c>///</c> comment in <c>*.Theorems.dfy</c>.</summary>
public sealed partial class GuaranteesTests
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    [Fact]
    public void Lists_every_theorem_and_no_other() => Assert.Equal(Theorems().Order(StringComparer.Ordinal), Listed().Order(StringComparer.Ordinal));

    [Fact]
    public void Has_theorems_of_every_kernel() =>
        Assert.Equal(["Ratchet", "SafeCapability", "SafeGraph", "SafeResource"], Theorems().Select(t => t.Split('.')[0]).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Listed() =>
        Row().Matches(File.ReadAllText(Path.Combine(Root, "GUARANTEES.md"))).Select(m => m.Groups[1].Value);

    private static IEnumerable<string> Theorems() =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, "src", "PolyK8s.Kernels"), "*.Theorems.dfy")
        from Match match in Documented().Matches(File.ReadAllText(file))
        select $"{Path.GetFileName(file).Split('.')[0]}.{match.Groups[1].Value}";

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "GUARANTEES.md")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests must run from inside the repository"));

    [GeneratedRegex(@"\|\s*`([A-Za-z]+\.[A-Za-z]+)`\s*\|")]
    private static partial Regex Row();

    [GeneratedRegex(@"///[^\n]*\n\s*lemma\s+(?:\{[^}]*\}\s*)?(\w+)")]
    private static partial Regex Documented();
}
