using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.References;
using PolyK8s.Fixtures;

namespace PolyK8s.Engine.Tests.References;

/// <summary>The edge catalogue: every row is read, and documented as it is.</summary>
public sealed class EdgeCatalogueTests
{
    private const string Begin = "<!-- the edge catalogue -->\n";
    private const string End = "<!-- the end of the edge catalogue -->\n";

    /// <summary>The places of the rows.</summary>
    public static TheoryData<int> Places => [.. Enumerable.Range(0, EdgeCatalogue.Rows.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Reads_what_the_row_describes(int place)
    {
        var row = EdgeCatalogue.Rows[place];
        var manifest = Example(row);
        if (row.Field == "spec.paramRef.name")
        {
            Assert.DoesNotContain(Reference.Of(manifest), r => r.Row == row); // its kind is in the policy: see PolicyParametersTests
        }
        else if (row.To.Labels is null)
        {
            var reference = Assert.Single(Reference.Of(manifest), r => r.Row == row);
            Assert.Equal("target", reference.Target.Name.Name);
            Assert.Equal(!row.IsSoft, reference.IsRequired);
            Assert.Equal(row.To.Kind ?? new("", "ConfigMap"), reference.Target.Kind);
        }
        else
        {
            Assert.Single(Selection.Of(manifest), s => s.Row == row);
        }
    }

    [Fact]
    public void Has_no_row_twice() => Assert.Equal(EdgeCatalogue.Rows.Length, EdgeCatalogue.Rows.Select(r => (r.Of, r.Field)).Distinct().Count());

    [Fact]
    public void Is_documented_row_by_row()
    {
        var page = Path.Combine(Repository.Root, "docs", "graph.md");
        var text = File.ReadAllText(page);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var table = "\n| of | field | leads to | kind | without it |\n|---|---|---|---|---|\n" + string.Concat(EdgeCatalogue.Rows.Select(Line)) + "\n";
        if (Environment.GetEnvironmentVariable("POLYK8S_WRITE_EXPECTED") == "1")
        {
            File.WriteAllText(page, text[..begin] + table + text[end..]);
        }

        var now = File.ReadAllText(page);
        Assert.Equal(table, now[(now.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..now.IndexOf(End, StringComparison.Ordinal)]);
    }

    private static string Line(EdgeRow row) =>
        $"| {(row.Of == "*" ? "every kind" : row.Of)} | `{row.Field.Replace("|", "\\|", StringComparison.Ordinal)}` | {row.To} | {row.Kind.ToString().ToLowerInvariant()}{(row.IsSoft ? ", soft" : "")} | {row.Missing} |\n";

    // An object with nothing but what the row needs.
    private static Manifest Example(EdgeRow row)
    {
        var of = row.Of switch { "Pods" => "Pod", "*" => "ConfigMap", var kind => kind };
        var (kindName, group) = of.Split('.', 2) is [var k, var g] ? (k, g) : (of, "");
        var leaf = row.To.Labels is not null
            ? row.Name.Length == 0 ? Labels() : ManifestNode.Object((row.Name, row.To.Labels == SelectorForm.Map ? ManifestNode.Object(("app", ManifestNode.Of("web"))) : Labels()))
            : ManifestNode.Object([.. new[] { new ManifestMember(row.Name, row.Name == "values" ? ManifestNode.Array([ManifestNode.Of("target")]) : ManifestNode.Of("target")) }.Concat(row.To.Kind is null ? [new("kind", ManifestNode.Of("ConfigMap"))] : [])]);
        var path = (row.Of == "Pods" ? "spec." : "") + row.At;
        var body = path.Split('.', StringSplitOptions.RemoveEmptyEntries).Reverse().Aggregate(leaf, Wrapped);
        var named = ManifestNode.Object([new("apiVersion", ManifestNode.Of(group.Length == 0 ? "v1" : group + "/v1")), new("kind", ManifestNode.Of(kindName)), .. body.Members]);
        return new(named);
    }

    private static ManifestNode Wrapped(ManifestNode inner, string part)
    {
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        var name = (bracket < 0 ? part : part[..bracket]).Split('|')[0];
        var item = part.IndexOf('=', StringComparison.Ordinal) is var equals and > 0
            ? ManifestNode.Object([.. inner.Members, new(part[(bracket + 1)..equals], ManifestNode.Of(part[(equals + 1)..^1]))])
            : inner;
        return ManifestNode.Object((name, bracket < 0 ? item : ManifestNode.Array([item])));
    }

    private static ManifestNode Labels() => ManifestNode.Object(("matchLabels", ManifestNode.Object(("app", ManifestNode.Of("web")))));
}
