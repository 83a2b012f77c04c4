using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Networks;
using PolyK8s.Fixtures;

namespace PolyK8s.Engine.Tests.Networks;

/// <summary>The rows of network policies that tools and people get wrong: one file in <c>Traps</c> each.</summary>
public sealed class TrapTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "PolyK8s.Engine.Tests", "Networks", "Traps");

    /// <summary>The files.</summary>
    public static TheoryData<string> Traps => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Traps))]
    public void Answers(string trap)
    {
        var set = ManifestReader.ReadTrees(File.ReadAllBytes(Path.Combine(Folder, trap + ".yaml")), "");
        Assert.Empty(set.Faults);
        var root = Assert.Single(set.Manifests).Root;
        var reach = NetworkReach.Of(ClusterView.Of(root.ItemsAt("objects").Select(o => new Manifest(o))));
        Assert.NotEmpty(root.TextsAt("expect"));
        Assert.All(root.TextsAt("expect"), line => Assert.Equal(line, Answer(reach, line)));
    }

    // `x/a > y/b TCP 80 Allowed`, or `pods x/a x/b`: every pod there is.
    private static string Answer(NetworkReach reach, string line)
    {
        if (line.Split(' ') is not [var from, ">", var to, var protocol, var port, _])
        {
            return $"pods {string.Join(' ', reach.Pods.Select(p => p.Title))}";
        }

        var verdict = reach.Ask(new(End(reach, from), End(reach, to), FlowProtocols.Of(protocol)!.Value, int.Parse(port, CultureInfo.InvariantCulture)));
        return $"{from} > {to} {protocol} {port} {verdict.Reach}";
    }

    private static FlowEnd End(NetworkReach reach, string name) => NetworkAddress.Parse(name) is { } address
        ? FlowEnd.Of(address)
        : FlowEnd.Of(reach.Pods.Single(p => p.Title.ToString() == name));
}
