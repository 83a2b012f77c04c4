using System.Text;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Manifests;

/// <summary>Keys that are there twice: refused by every reader, and by the one that judges as a finding beside the others.</summary>
public sealed class RepeatedKeyTests
{
    private const string Head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

    [Theory]
    [InlineData(Head + "data: {a: x}\ndata: {b: z}\n", "data 5:1 4:1", "{\"b\":\"z\"}")]
    [InlineData(Head + "data:\n  x.y: a\n  b: b\n  x.y: c\n", "data[x.y] 7:3 5:3", "{\"x.y\":\"c\",\"b\":\"b\"}")]
    [InlineData(Head + "data: {l: [1, {a: {k: 1, 'k': 2}}]}\n", "data.l[1].a.k 4:26 4:20", "{\"l\":[1,{\"a\":{\"k\":2}}]}")]
    [InlineData("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"},\n\"data\":{\"l\":[[0],[],[{\"x\":0},{\"k\":1,\"z\":[3],\"\\u006b\":2}]]}}", "data.l[2][1].k 2:45 2:31", "{\"l\":[[0],[],[{\"x\":0},{\"z\":[3],\"k\":2}]]}")]
    public void Are_given_with_path_and_both_places(string text, string expected, string data)
    {
        var manifest = Assert.Single(Read(text).Manifests);
        Assert.Equal(expected, Assert.Single(manifest.Repeated.Select(k => $"{k.Path} {k.Place} {k.First}")));
        Assert.Equal(data, manifest.Root["data"]!.ToString());
        Assert.Single(ManifestReader.Read(Encoding.UTF8.GetBytes(text), "f").Faults);
    }

    [Theory]
    [InlineData("apiVersion: v1\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", "f:2:1: the key `apiVersion` is there twice in one mapping, first at 1:1; keep one")]
    [InlineData("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\",\"name\":\"b\"}}", "f:1:62: the key `name` is there twice in one mapping, first at 1:51; keep one")]
    [InlineData(Head + "metadata: {name: b}\n", "f:4:1: the key `metadata` is there twice in one mapping, first at 3:1; keep one")]
    [InlineData("apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {}, data: {}}\n", "f:4:68: the key `data` is there twice in one mapping, first at 4:58; keep one")]
    public void Leave_no_object_when_it_is_not_clear_which_it_is(string text, string sentence)
    {
        var set = Read(text);
        Assert.Empty(set.Manifests);
        Assert.Equal(sentence, Assert.Single(set.Faults).Sentence);
    }

    [Fact]
    public void Are_one_finding_beside_the_others()
    {
        var result = Assert.Single(Judged(Mode.Enforce).Results);
        Assert.Equal(Outcome.Denied, result.Outcome);
        Assert.Equal(
            ["data[a] 6:3 key `a` already set in map, first at 5:3", "dato 7:7 unknown field `dato`"],
            result.Findings.Where(f => f.Rule == "SafeSchema/structure").Select(f => $"{f.Path.Replace("data.a", "data[a]", StringComparison.Ordinal)} {f.At?.Place} {f.Detail}"));
    }

    [Theory]
    [InlineData(Mode.Warn)]
    [InlineData(Mode.Audit)]
    [InlineData(Mode.Off)]
    public void Are_never_let_pass(Mode mode)
    {
        var result = Assert.Single(Judged(mode).Results);
        Assert.Equal(Outcome.CouldNotTell, result.Outcome);
        Assert.Equal("f:6:3: the key `a` is there twice in one mapping, first at 5:3; keep one", result.Fault!.Sentence);
    }

    private static CheckReport Judged(Mode mode) => Check.Run(
        new(Read(Head + "data:\n  a: x\n  a: z\ndato: {}\n")),
        new(ClusterView.Empty, Policies.From(mode, [], RuleBook.All)),
        new Judge(RuleBook.All));

    private static ManifestSet Read(string text) => ManifestReader.ReadWithRepeatedKeys(Encoding.UTF8.GetBytes(text), "f");
}
