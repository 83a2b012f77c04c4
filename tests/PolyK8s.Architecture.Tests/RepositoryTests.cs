using System.Text.RegularExpressions;
using System.Xml.Linq;
using PolyK8s.Fixtures;

namespace PolyK8s.Architecture.Tests;

/// <summary>The rules of the repository itself.</summary>
public sealed partial class RepositoryTests
{
    [Fact]
    public void Has_no_hole_in_a_proof() =>
        Assert.Empty(Sources.Of("src/PolyK8s.Kernels").Where(file => Hole().IsMatch(file.Text)).Select(file => file.Path));

    [Fact]
    public void Pins_every_package_in_one_place() =>
        Assert.DoesNotContain(
            Projects().SelectMany(p => XDocument.Load(p).Descendants("PackageReference")),
            reference => reference.Attribute("Version") is not null);

    [Fact]
    public void Turns_warnings_off_nowhere_in_the_product() =>
        Assert.Empty(Sources.Of("src").Where(file => file.Text.Contains("#pragma warning disable", StringComparison.Ordinal)).Select(file => file.Path));

    [Fact]
    public void Lists_every_project_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "poly-k8s-mcp.sln"));
        Assert.All(Projects(), project => Assert.Contains(Path.GetFileName(project), solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Has_no_promise_instead_of_code() =>
        Assert.Empty(Sources.Of("src").Concat(Sources.Of("tests"))
            .Where(file => Promise().IsMatch(file.Text) && !file.Path.EndsWith("RepositoryTests.cs", StringComparison.Ordinal))
            .Select(file => file.Path));

    private static IEnumerable<string> Projects() =>
        new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories));

    [GeneratedRegex(@"\{:axiom\}|\bassume\b|\{:verify\s+false\}|\{:extern\s*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("NotImplementedException|\\bTO" + "DO\\b|\\bFIX" + "ME\\b|Skip ?= ?\"")]
    private static partial Regex Promise();
}
