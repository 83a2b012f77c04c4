using System.Text.Json.Nodes;

namespace PolyK8s.Cli.Tests;

/// <summary><c>check --diff</c>.</summary>
public sealed class DiffTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("poly-k8s-diff-").FullName;

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Shows_what_defaults_add()
    {
        var (text, _) = await Check("--diff");
        Assert.StartsWith(
            """
            --- ConfigMap default/paint
            +++ ConfigMap default/paint with defaults
            @@ -5,3 +5,4 @@
            """,
            text,
            StringComparison.Ordinal);
        Assert.Contains("\n+  shade: dark\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_defaults_are_left_out_and_why()
    {
        const string Why = "the labels of namespace `default` are not known: the defaults of constraint `later` are left out";
        var (text, _) = await Check("--diff");
        Assert.Contains($"\n+  shade: dark\n", text, StringComparison.Ordinal);
        Assert.Contains($"\ndefault left out: ConfigMap default/paint: {Why}\n", text, StringComparison.Ordinal);
        var (shown, _) = await Check("-o", "json", "--diff");
        Assert.Equal($"[\"{Why}\"]", JsonNode.Parse(shown)!["results"]![0]!["leftOut"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.DoesNotContain("left", (await Check()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_a_json_patch_and_with_the_option_a_diff()
    {
        var (plain, _) = await Check("-o", "json");
        var result = JsonNode.Parse(plain)!["results"]![0]!;
        Assert.Equal("""[{"op":"add","path":"/data/shade","value":"dark"}]""", result["patch"]!.ToJsonString());
        Assert.Null(result["diff"]);
        var (shown, _) = await Check("-o", "json", "--diff");
        Assert.Contains("+  shade: dark\n", (string)JsonNode.Parse(shown)!["results"]![0]!["diff"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judges_the_object_as_it_would_be_stored() => Assert.Equal(0, (await Check()).Code);

    private async Task<(string Text, int Code)> Check(params string[] more)
    {
        var (paint, policy) = (Path.Combine(_folder, "paint.yaml"), Path.Combine(_folder, "policy.yaml"));
        await File.WriteAllTextAsync(paint, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: paint\n  namespace: default\ndata:\n  colour: red\n");
        await File.WriteAllTextAsync(policy, "{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SchemaConstraint, metadata: {name: c}, spec: {match: {kinds: [ConfigMap]}, defaults: [{path: data.shade, value: dark}], schema: {type: object, properties: {data: {type: object, required: [shade]}}}}}\n---\n{apiVersion: safety.poly-k8s.io/v1alpha1, kind: SchemaConstraint, metadata: {name: later}, spec: {match: {kinds: [ConfigMap], namespaceSelector: {matchLabels: {a: b}}}, defaults: [{path: data.gloss, value: high}]}}");
        using var output = new StringWriter();
        var code = await CliApp.RunAsync(["check", "-f", paint, "--policies", policy, .. more], new(Stream.Null, output, Console.Error));
        return (output.ToString(), code);
    }
}
