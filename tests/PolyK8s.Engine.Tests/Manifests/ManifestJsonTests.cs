using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Manifests;

/// <summary>Strict JSON, as reviews come in.</summary>
public sealed class ManifestJsonTests
{
    [Theory]
    [InlineData("{\"a\":1,\"A\":2}")]
    [InlineData("[0,-0,1.0,1e400,-1E-5,123456789012345678901234567890]")]
    [InlineData("{\"\":{\"b\":[[],{},null,true,false,\"\"]}}")]
    [InlineData("\"ü<>&'\"")]
    [InlineData("null")]
    public void Keeps_every_value_as_written(string json)
    {
        Assert.True(ManifestJson.TryParse(Encoding.UTF8.GetBytes($" {json}\n"), out var node, out _));
        Assert.Equal(json, node.ToString());
        Assert.False(node.Place.IsKnown);
    }

    [Fact]
    public void Tells_integers_from_other_numbers()
    {
        Assert.True(ManifestJson.TryParse("[1,1.0,1e3]"u8, out var node, out _));
        Assert.Equal([NodeKind.Integer, NodeKind.Number, NodeKind.Number], node.Items.Select(item => item.Kind));
    }

    [Theory]
    [InlineData("", "1:1", "the JSON text ends before its value does")]
    [InlineData("{", "1:2", "the JSON text ends before its value does")]
    [InlineData("{} {}", "1:4", "is not JSON from `{` on")]
    [InlineData("{'a':1}", "1:2", "is not JSON from `'` on")]
    [InlineData("{\"a\":1,}", "1:8", "is not JSON from `}` on")]
    [InlineData("[01]", "1:2", "is not JSON from `0` on")]
    [InlineData("[NaN]", "1:2", "is not JSON from `N` on")]
    [InlineData("// x\n1", "1:1", "is not JSON from `/` on")]
    [InlineData("\"a\tb\"", "1:1", "is not JSON from `\"` on")]
    [InlineData("\uFEFF{}", "1:1", "is not JSON from `\uFEFF` on")]
    public void Refuses_what_is_no_json(string json, string place, string problem)
    {
        Assert.False(ManifestJson.TryParse(Encoding.UTF8.GetBytes(json), out _, out var fault));
        Assert.Equal((place, problem, true), (fault.Place.ToString(), fault.Problem, fault.IsSyntax));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(1000)]
    public void Refuses_a_member_that_is_there_twice_among_many(int members)
    {
        var names = Enumerable.Range(0, members).Select(i => $"\"m{i}\":{{\"m0\":1}}").Append("\"\\u006d1\":2");
        Assert.False(ManifestJson.TryParse(Encoding.UTF8.GetBytes($"{{{string.Join(",\n", names)}}}"), out _, out var fault));
        Assert.Equal(new(new(members + 1, 1), "the member `m1` is there twice in one object, first at 2:1; keep one"), fault);
    }

    [Fact]
    public void Refuses_text_that_is_no_utf8()
    {
        Assert.False(ManifestJson.TryParse([(byte)'"', 0xC0, 0x80, (byte)'"'], out _, out var fault));
        Assert.Equal("is not UTF-8 text; save it as UTF-8", fault.Problem);
    }

    [Theory]
    [InlineData(512, true)]
    [InlineData(513, false)]
    [InlineData(1_000_000, false)]
    public void Takes_512_levels_and_no_more(int levels, bool taken)
    {
        var json = new string('[', levels) + new string(']', levels);
        Assert.Equal(taken, ManifestJson.TryParse(Encoding.UTF8.GetBytes(json), out _, out var fault));
        Assert.Equal(taken ? null : "is nested deeper than 512 levels", fault?.Problem);
    }
}
