using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Manifests;

/// <summary>Streams of documents, Lists, and what is no object.</summary>
public sealed class ManifestReaderTests
{
    private const string A = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";
    private const string B = "apiVersion: v1\nkind: Pod\nmetadata: {name: b}\n";

    [Theory]
    [InlineData(A + "---\n" + B)]
    [InlineData("---\n" + A + "---\n" + B + "---\n")]
    [InlineData("# head\n---\n" + A + "--- # again\n# only a comment\n---\n\n---\n~\n---\n" + B)]
    [InlineData(A + "...\n" + B)]
    [InlineData("%YAML 1.1\n---\n" + A + "...\n%YAML 1.1\n---\n" + B)]
    [InlineData("\uFEFF" + A + "---\n" + B)]
    [InlineData("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"}}\n---\n" + B)]
    [InlineData("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"a\"}}{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"b\"}}")]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: a}}\n---\n" + B)]
    public void Reads_every_document(string text) => Assert.Equal(["0 a", "1 b"], Names(text));

    [Fact]
    public void Reads_windows_line_ends() => Assert.Equal(["0 a", "1 b"], Names((A + "---\n" + B).ReplaceLineEndings("\r\n")));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# nothing\n---\n# here\n...\n")]
    [InlineData("null\n---\n~\n")]
    public void Passes_over_empty_documents(string text) => Assert.Equal(ManifestSet.Empty, Read(text), SetComparer);

    [Theory]
    [InlineData("apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {apiVersion: v1, kind: Pod, metadata: {name: b}}\n---\n" + A)]
    [InlineData("apiVersion: v1\nkind: PodList\nitems:\n- {metadata: {name: a}}\n- {metadata: {name: b}}\n---\n" + A)]
    [InlineData("apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items: [{apiVersion: v1, kind: Pod, metadata: {name: a}}]\n- {apiVersion: v1, kind: Pod, metadata: {name: b}}\n---\n" + A)]
    public void Takes_a_list_apart(string text)
    {
        Assert.Equal(["0 a", "0 b", "1 a"], Names(text));
        Assert.All(Read(text).Manifests, m => Assert.Equal(("v1", "Pod"), (m.ApiVersion, m.Kind)));
    }

    [Fact]
    public void Places_the_items_of_a_list() =>
        Assert.Equal("5:3", Read("apiVersion: v1\nkind: List\nitems:\n-\n  apiVersion: v1\n  kind: Pod\n").Manifests[0].Root.Place.ToString());

    [Fact]
    public void Keeps_the_other_items_of_a_list_with_a_bad_one()
    {
        var set = Read("apiVersion: v1\nkind: List\nitems:\n- 5\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n");
        Assert.Equal("a", Assert.Single(set.Manifests).Name);
        Assert.Equal("f:4:3: is the number 5; a Kubernetes object is a mapping with `apiVersion` and `kind`", Assert.Single(set.Faults).Sentence);
    }

    [Theory]
    [InlineData("a: [1\n")]
    [InlineData("a: 1\n  b: 2\n")]
    [InlineData("a: \"open\n")]
    [InlineData("{\"apiVersion\": \"v1\", }}\n")]
    [InlineData("\ta: 1\n")]
    public void Reads_on_after_a_broken_document(string broken)
    {
        var set = Read(A + "---\n" + broken + "---\n" + B);
        Assert.Equal(["0 a", "2 b"], set.Manifests.Select(m => $"{m.Document} {m.Name}"));
        Assert.Equal(1, Assert.Single(set.Faults).Document);
    }

    [Theory]
    [InlineData("5", "f:1:1: is the number 5; a Kubernetes object is a mapping with `apiVersion` and `kind`")]
    [InlineData("hello world", "f:1:1: is text; a Kubernetes object is a mapping with `apiVersion` and `kind`")]
    [InlineData("- a", "f:1:1: is a list; a Kubernetes object is a mapping with `apiVersion` and `kind`")]
    [InlineData("[1]", "f:1:1: is a list; a Kubernetes object is a mapping with `apiVersion` and `kind`")]
    [InlineData("kind: Pod", "f:1:1: has no `apiVersion`; a Kubernetes object is a mapping with `apiVersion` and `kind`")]
    [InlineData("apiVersion: v1", "f:1:1: has no `kind`; a Kubernetes object is a mapping with `apiVersion` and `kind`")]
    [InlineData("{apiVersion: 1, kind: Pod}", "f:1:14: `apiVersion` is the number 1; it must be text, in quotes")]
    [InlineData("{apiVersion: v1, kind: ''}", "f:1:24: `kind` is empty; it must be text")]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: n}}", "f:1:46: `metadata.name` is the boolean false; it must be text, in quotes")]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: {}}}", "f:1:60: `metadata.namespace` is a mapping; it must be text")]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: []}", "f:1:39: `metadata` is a list; it must be a mapping")]
    [InlineData("{apiVersion: v1, kind: ~}", "f:1:24: `kind` is null; it must be text")]
    [InlineData("apiVersion: v1\nkind: Pod\na: 1\nb: 2\na: 3\n", "f:5:1: the key `a` is there twice in one mapping, first at 3:1; keep one")]
    [InlineData("apiVersion: v1\nkind: Pod\nx: {1: a, '1': b}\n", "f:3:11: the key `1` is there twice in one mapping, first at 3:5; keep one")]
    [InlineData("{\"apiVersion\":\"v1\",\n\"kind\":\"Pod\",\"\\u006bind\":\"Job\"}", "f:2:14: the member `kind` is there twice in one object, first at 2:1; keep one")]
    [InlineData("{\"a\": \"\\ud800\"}", "f:1:7: the text holds half of a surrogate pair (`\\ud800` to `\\udfff`); write the whole character")]
    [InlineData("{\"a\": [1,\n 2", "f:2:3: the JSON text ends before its value does")]
    [InlineData("{\"a\": [1,\n 2}", "f:2:3: is not JSON from `}` on")]
    [InlineData("a: *x", "f:1:4: the alias `*x` has no anchor `&x` before it")]
    [InlineData("a: &x [*x]", "f:1:8: the anchor `&x` contains itself")]
    [InlineData("&x {*x : 1}", "f:1:5: the anchor `&x` contains itself")]
    [InlineData("a: .inf", "f:1:4: `.inf` is a number JSON does not have; put it in quotes if it is text")]
    [InlineData("a: .NaN", "f:1:4: `.NaN` is a number JSON does not have; put it in quotes if it is text")]
    [InlineData("{~: 1}", "f:1:2: a key is null; write the key, in quotes if need be")]
    [InlineData("{[a]: 1}", "f:1:2: a key is a mapping or a list; a key must be text")]
    [InlineData("a: &x {b: 1}\n*x : 2", "f:2:1: a key is a mapping or a list; a key must be text")]
    [InlineData("a: !!int abc", "f:1:4: `abc` cannot be read as `!!int`; take the tag away or mend the value")]
    [InlineData("a: !!null x", "f:1:4: `x` cannot be read as `!!null`; take the tag away or mend the value")]
    [InlineData("a: !!binary '*'", "f:1:4: `!!binary` needs base64")]
    [InlineData("a: !!binary gICA", "f:1:4: `!!binary` holds bytes that are no text, which JSON cannot hold; use a field that takes base64, such as `binaryData`")]
    [InlineData("<<: 5", "f:1:1: the merge key `<<` takes a mapping or a list of mappings")]
    [InlineData("a: 1\n\0b: 2", "f:2:1: holds the control character U+0000; take it out, or write it as an escape in a quoted text")]
    public void Says_in_one_line_what_is_wrong(string text, string sentence)
    {
        var fault = Assert.Single(Read(text).Faults);
        Assert.Equal(sentence, fault.Sentence);
    }

    [Fact]
    public void Says_where_a_text_is_no_utf8()
    {
        var fault = Assert.Single(ManifestReader.Read(new byte[] { 0x61, 0x3a, 0x0a, 0x20, 0xff }, "f").Faults);
        Assert.Equal("f:2:2: is not UTF-8 text: byte 0xFF; save the file as UTF-8", fault.Sentence);
    }

    [Theory]
    [InlineData("k: {<<: {a: 1}, a: 2}", "{\"a\":2}")]
    [InlineData("k: {a: 2, <<: {a: 1, b: 3}}", "{\"a\":1,\"b\":3}")]
    [InlineData("k: {<<: [{a: 5, z: 1}, {a: 2, c: 3}]}", "{\"a\":5,\"c\":3,\"z\":1}")]
    [InlineData("k: {'<<': {a: 1}}", "{\"<<\":{\"a\":1}}")]
    [InlineData("x: &x {a: [1, &y on]}\nk: {b: *x, c: *y}", "{\"b\":{\"a\":[1,true]},\"c\":true}")]
    [InlineData("k: {1: a, true: b, 1.5: c, 1e6: d, 1e3: e, 2001-01-01: f, 12345678.5: g}", "{\"1\":\"a\",\"true\":\"b\",\"1.5\":\"c\",\"1e+06\":\"d\",\"1000\":\"e\",\"2001-01-01\":\"f\",\"1.2345678e+07\":\"g\"}")]
    public void Merges_and_names_as_kubectl_does(string yaml, string json) =>
        Assert.True(SameJson.As(Assert.Single(Trees(json).Manifests).Root, Trees(yaml).Manifests[0].Root["k"]), ScalarTests.Read(yaml));

    [Theory]
    [InlineData("m:\n  k: \"one\n two\"\n  l: x", "one two")]
    [InlineData("m:\n  k: \"one\n\ntwo\\\" \\\n  three\"\n  l: x", "one\ntwo\" three")]
    [InlineData("m:\n  k: 'one''s\ntwo'\n  l: x", "one's two")]
    [InlineData("m:\n  k: \"one\r\ntwo\"\n  j: \"three\nfour\"\n  l: x", "one two")]
    public void Reads_quoted_text_that_goes_on_further_left(string yaml, string text)
    {
        var read = Assert.Single(Trees(yaml).Manifests).Root["m"]!;
        Assert.Equal((text, "x"), (read.TextAt("k"), read.TextAt("l")));
    }

    [Theory]
    [InlineData("m:\n  k: \"one\n two\n  l: x")]
    [InlineData("m:\n  k: 'one\n two''\n  l: x")]
    public void Quoted_text_without_an_end_is_a_fault(string yaml) => Assert.NotEmpty(Trees(yaml).Faults);

    private static ManifestSet Read(string text) => ManifestReader.Read(Encoding.UTF8.GetBytes(text), "f");

    private static ManifestSet Trees(string text) => ManifestReader.ReadTrees(Encoding.UTF8.GetBytes(text), "f");

    private static IEnumerable<string> Names(string text)
    {
        var set = Read(text);
        Assert.Empty(set.Faults);
        return set.Manifests.Select(m => $"{m.Document} {m.Name}");
    }

    private static bool SetComparer(ManifestSet left, ManifestSet right) => left.Manifests.SequenceEqual(right.Manifests) && left.Faults.SequenceEqual(right.Faults);
}
