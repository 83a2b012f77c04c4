using System.Text.RegularExpressions;
using PolyK8s.Fixtures;

namespace PolyK8s.Architecture.Tests;

/// <summary>The threat model names tests that exist, and leaves no number out.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "threat-model.md"));

    private static readonly HashSet<string> Tests = Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(m => $"{Path.GetFileNameWithoutExtension(file)}.{m.Groups[1].Value}"))
        .ToHashSet(StringComparer.Ordinal);

    [Fact]
    public void Names_only_tests_that_exist()
    {
        var named = NamedTest().Matches(Page).Select(m => m.Groups[1].Value).ToArray();
        Assert.InRange(named.Length, 50, 1000);
        Assert.DoesNotContain(named, name => !Tests.Contains(name));
    }

    [Fact]
    public void Answers_every_number()
    {
        var expected = Enumerable.Range(1, 29).Concat(Enumerable.Range(40, 28)).Select(n => $"T-{n:D2}");
        Assert.Equal(expected, Row().Matches(Page).Select(m => m.Groups[1].Value));
    }

    [GeneratedRegex(@"public (?:async Task|void) (\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"^\| (T-\d\d) \| [^|]+ \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
