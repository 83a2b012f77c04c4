using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace PolyK8s.Mcp.Tests;

/// <summary>Whatever is asked, the answer fits a model's context, and what it leaves out it counts.</summary>
public sealed class LengthTests : IAsyncLifetime
{
    private Server _server = null!;

    public async Task InitializeAsync() => _server = await Server.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(500, 0)]
    [InlineData(500, 1)]
    [InlineData(500, 7)]
    [InlineData(1, 2_000)]
    [InlineData(20, 100)]
    public async Task Accounts_for_every_object_and_finding(int objects, int words)
    {
        var answer = await _server.Validate(ConfigMaps(objects, words));
        var data = Fits(answer);
        var results = data.GetProperty("results").EnumerateArray().ToArray();
        var omitted = data.TryGetProperty("omitted", out var left) ? left : JsonDocument.Parse("""{"results":0,"findings":0}""").RootElement;
        Assert.Equal(objects, data.GetProperty("summary").GetProperty("objects").GetInt32());
        Assert.Equal(objects * words, data.GetProperty("summary").GetProperty("errors").GetInt32());
        Assert.Equal(objects, results.Length + omitted.GetProperty("results").GetInt32());
        Assert.Equal(objects * words, results.Sum(r => r.GetProperty("findings").GetArrayLength()) + omitted.GetProperty("findings").GetInt32());
        Assert.NotEmpty(results);
        Assert.Contains("left out everywhere: results: ", answer.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_order_of_the_input_and_prefers_what_denies()
    {
        var data = Fits(await _server.Validate(ConfigMaps(450, 0) + "---\n" + ConfigMaps(2, 1, "bad")));
        var names = data.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("object").GetProperty("name").GetString()!).ToArray();
        Assert.Equal(["bad0", "bad1"], names[^2..]);
        Assert.Equal(names[..^2].OrderBy(n => int.Parse(n["c".Length..], CultureInfo.InvariantCulture)), names[..^2]);
        Assert.Equal(2, data.GetProperty("results").EnumerateArray().Sum(r => r.GetProperty("findings").GetArrayLength()));
    }

    [Fact]
    public async Task Leaves_out_a_finding_that_is_too_long_and_keeps_the_others()
    {
        var data = Fits(await _server.Validate($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata:\n  long: forbidden{new string('x', 100_000)}\n  short: forbidden\n"));
        Assert.Equal("data.short", Assert.Single(data.GetProperty("results")[0].GetProperty("findings").EnumerateArray()).GetProperty("path").GetString());
        Assert.Equal(1, data.GetProperty("omitted").GetProperty("findings").GetInt32());
    }

    [Fact]
    public async Task Leaves_out_a_finding_whose_witness_is_too_deep_to_be_read()
    {
        var deep = new StringBuilder().Insert(0, "{\"a\":", 100).Append('1').Append('}', 100);
        var data = Fits(await _server.Call("validate_manifests", new Dictionary<string, object?>
        {
            ["manifests"] = $$"""{"apiVersion":"v1","kind":"Deep","metadata":{"name":"a"},"spec":{{deep}}}""",
        }));
        Assert.Equal("Denied", data.GetProperty("results")[0].GetProperty("outcome").GetString());
        Assert.Equal(1, data.GetProperty("omitted").GetProperty("findings").GetInt32());
    }

    [Fact]
    public async Task Gives_the_same_answer_twice()
    {
        var text = ConfigMaps(100, 3);
        var (first, second) = (await _server.Validate(text), await _server.Validate(text));
        Assert.Equal(first.Data().GetRawText(), second.Data().GetRawText());
        Assert.Equal(first.Text(), second.Text());
    }

    [Fact]
    public async Task Refuses_more_objects_than_can_be_judged_at_once() =>
        Assert.Equal(
            "`manifests` holds 501 objects; at most 500 are judged at once: send them in parts, the others as `state`",
            (await _server.Validate(ConfigMaps(501, 0))).Refusal());

    /// <summary>About 6,000 tokens, at four bytes each, of data and text together.</summary>
    private static JsonElement Fits(CallToolResult answer)
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(answer, ModelContextProtocol.McpJsonUtilities.DefaultOptions)), 1, 28_000);
        return answer.Data();
    }

    private static string ConfigMaps(int objects, int words, string prefix = "c") => string.Join("---\n", Enumerable.Range(0, objects).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {prefix}{i}}}\n")
        + (words == 0 ? "" : "data:\n" + string.Concat(Enumerable.Range(0, words).Select(w => string.Create(CultureInfo.InvariantCulture, $"  w{w}: forbidden\n"))))));
}
