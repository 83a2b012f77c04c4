using System.Diagnostics;
using System.Text;
using CsCheck;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Manifests;

/// <summary>Whatever the bytes, reading ends soon, in objects or in one line that says why not.</summary>
public sealed class HostileTextTests
{
    // Far above what any of these texts takes, far below a hang.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Nesting that would break a reader that calls itself.</summary>
    public static TheoryData<string> Deep => new(
        new string('[', 100_000),
        new string('{', 100_000),
        string.Concat(Enumerable.Repeat("{\"a\":", 100_000)),
        string.Concat(Enumerable.Repeat("a: {", 100_000)),
        string.Concat(Enumerable.Repeat("- ", 100_000)),
        "a: " + new string('[', 100_000) + new string(']', 100_000),
        string.Concat(Enumerable.Range(0, 1000).Select(i => new string(' ', i) + "a:\n")),
        string.Concat(Enumerable.Repeat("? ", 100_000)));

    [Theory]
    [MemberData(nameof(Deep))]
    public void Refuses_what_is_nested_too_deep(string text)
    {
        var set = Read(text);
        Assert.Empty(set.Manifests);
        Assert.True(Assert.Single(set.Faults).Problem is "is nested deeper than 512 levels" or "a key is a mapping or a list; a key must be text", set.Faults[0].Problem);
    }

    [Theory]
    [InlineData(511)]
    [InlineData(510)]
    public void Reads_what_is_just_not_too_deep(int levels)
    {
        Assert.Single(Read($"{{\"apiVersion\":\"v1\",\"kind\":\"X\",\"a\":{new string('[', levels)}{new string(']', levels)}}}").Manifests);
        Assert.Single(Read($"apiVersion: v1\nkind: X\na: {new string('[', levels)}{new string(']', levels)}\n").Manifests);
    }

    [Fact]
    public void Refuses_an_alias_bomb()
    {
        var bomb = new StringBuilder("apiVersion: v1\nkind: Bomb\na0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var i = 1; i < 40; i++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]\n");
        }

        Assert.Equal("f:1:1: the aliases of this document blow it up beyond 3 MiB, more than the API server takes; write fewer of them", Assert.Single(Read(bomb.ToString()).Faults).Sentence);
    }

    [Fact]
    public void Refuses_a_list_of_bombs_without_counting_each()
    {
        var text = "apiVersion: v1\nkind: List\nx: &x {apiVersion: v1, kind: X, data: '" + new string('x', 1_000_000) + "'}\nitems: [" + string.Concat(Enumerable.Repeat("*x,", 10_000)) + "]\n";
        Assert.Single(Read(text).Faults);
    }

    [Fact]
    public void Refuses_an_object_no_server_would_take()
    {
        var text = "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: " + new string('x', ManifestLimits.ObjectBytes) + "\n";
        Assert.Equal("f:1:1: is larger than 3 MiB, which the API server refuses", Assert.Single(Read(text).Faults).Sentence);
    }

    [Fact]
    public void Reads_an_object_a_server_would_just_take()
    {
        var lines = string.Concat(Enumerable.Range(0, 90_000).Select(i => $"  key-{i:D6}: some text, {i:D6}\n"));
        Assert.Equal(90_000, Assert.Single(Read($"apiVersion: v1\nkind: ConfigMap\ndata:\n{lines}").Manifests).Root["data"]!.Members.Length);
        var json = string.Join(",\n", Enumerable.Range(0, 90_000).Select(i => $"\"key-{i:D6}\":\"some text, {i:D6}\""));
        Assert.Equal(90_000, Assert.Single(Read($"{{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"data\":{{{json}}}}}").Manifests).Root["data"]!.Members.Length);
    }

    [Fact]
    public void Ends_on_any_bytes() => Gen.Byte.Array[0, 200].Sample(bytes => Ends(bytes), iter: 3000);

    [Fact]
    public void Ends_on_any_yaml_like_text() =>
        Gen.OneOf("a", ":", " ", "\n", "- ", "? ", "[", "]", "{", "}", ",", "&x ", "*x", "!!int ", "!<", "%YAML", "---\n", "...\n", "|\n", ">\n", "'", "\"", "\\", "\\x4", "\\U00110000", "#", "\t", "\r", "<<: ", "0x", "1e", ".inf", "~", "\u2028", "\u0085", "😀", "@", "`", "k: ", "\n  ")
            .Array[0, 40].Sample(parts => Ends(Encoding.UTF8.GetBytes(string.Concat(parts))), iter: 20000);

    [Fact]
    public void Ends_on_a_manifest_cut_or_changed_anywhere()
    {
        var whole = Encoding.UTF8.GetBytes("%YAML 1.1\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: &m {name: \"a\\u0041\", labels: {x: 'y'}}\nspec:\n  <<: *m\n  template: |-\n    text\n  list:\n  - 1\n  - {a: [b, c]}\n...\n---\n{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"a\": [1, true, null, \"\\ud83d\\ude00\"]}\n");
        (from at in Gen.Int[0, whole.Length - 1] from to in Gen.Byte from cut in Gen.Bool select (at, to, cut)).Sample(c =>
        {
            var bytes = c.cut ? whole[..c.at] : [.. whole[..c.at], c.to, .. whole[(c.at + 1)..]];
            return Ends(bytes);
        }, iter: 5000);
    }

    private static ManifestSet Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static ManifestSet Read(byte[] bytes)
    {
        var clock = Stopwatch.StartNew();
        var set = ManifestReader.Read(bytes, "f");
        Assert.True(clock.Elapsed < Patience, $"took {clock.Elapsed}");
        Assert.All(set.Faults, fault => Assert.True(fault.Sentence.AsSpan().IndexOfAny('\r', '\n') < 0 && fault.Sentence.Length < 400, fault.Sentence));
        return set;
    }

    private static bool Ends(byte[] bytes) => Read(bytes) is not null;
}
