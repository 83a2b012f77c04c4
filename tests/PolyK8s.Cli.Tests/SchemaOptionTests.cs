using PolyK8s.Engine;

namespace PolyK8s.Cli.Tests;

/// <summary><c>check</c> by the schemas of a version, of definitions in files, and of a cluster's documents.</summary>
public sealed class SchemaOptionTests
{
    private const string Pod = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: b}\n";
    private const string Admission = "apiVersion: admissionregistration.k8s.io/v1beta1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: a}\nspec: {}\n";
    private const string Tap = "apiVersion: water.example.com/v1\nkind: Tap\nmetadata: {name: a}\nspec: {flow: much}\n";

    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: taps.water.example.com}
        spec:
          group: water.example.com
          names: {kind: Tap, plural: taps}
          scope: Namespaced
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {flow: {type: integer}}}}}}

        """;

    private const string Document = """
        {"openapi": "3.0.0", "info": {"title": "Kubernetes", "version": "v1.36.3"},
         "paths": {"/api/v1/namespaces/{namespace}/configmaps": {"post": {"x-kubernetes-group-version-kind": {"group": "", "version": "v1", "kind": "ConfigMap"}}}},
         "components": {"schemas": {
          "io.k8s.api.core.v1.ConfigMap": {"type": "object", "x-kubernetes-group-version-kind": [{"group": "", "version": "v1", "kind": "ConfigMap"}],
           "properties": {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"},
            "data": {"$ref": "#/components/schemas/io.k8s.api.core.v1.Data"}}},
          "io.k8s.api.core.v1.Data": {"type": "object", "properties": {"b": {"type": "string"}}}}}}
        """;

    // As an API server publishes a definition.
    private const string Published = """
        {"openapi": "3.0.0", "info": {"title": "Kubernetes", "version": "v1.36.3"},
         "paths": {"/apis/water.example.com/v1/namespaces/{namespace}/taps": {"post": {"x-kubernetes-group-version-kind": {"group": "water.example.com", "version": "v1", "kind": "Tap"}}}},
         "components": {"schemas": {
          "com.example.water.v1.Tap": {"type": "object", "x-kubernetes-group-version-kind": [{"group": "water.example.com", "version": "v1", "kind": "Tap"}],
           "properties": {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"allOf": [{"$ref": "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}]},
            "spec": {"type": "object", "properties": {"flow": {"type": "integer"}}}}},
          "com.example.water.v1.TapList": {"type": "object", "x-kubernetes-group-version-kind": [{"group": "water.example.com", "version": "v1", "kind": "TapList"}],
           "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/com.example.water.v1.Tap"}}}},
          "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta": {"type": "object", "properties": {"name": {"type": "string"}}}}}}
        """;

    [Theory]
    [InlineData("1.33", false)]
    [InlineData("v1.33", false)]
    [InlineData("1.33.4", false)]
    [InlineData("v1.33.4-gke.1", false)]
    [InlineData("1.34", true)]
    [InlineData("1.37", true)]
    public async Task Judges_by_the_version_that_is_named(string version, bool removed)
    {
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("a.yaml", Admission);
        await run.RunAsync("check", "-f", "@/a.yaml", "--rules", "SafeSchema/known-kind", "--kubernetes-version", version);
        Assert.Empty(run.Errors);
        Assert.Equal(removed, run.Out.Contains("it was removed in 1.34", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Judges_custom_resources_by_definitions_from_files_and_other_rules_as_without()
    {
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("a.yaml", Tap).With("crds/deep/tap.yaml", Definition).With("crds/other.yaml", Pod);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("check", "-f", "@/a.yaml", "--crd", "@/crds", "--as", "eve"));
        Assert.Empty(run.Errors);
        Assert.Contains("a.yaml:4:14: error: SafeSchema/structure: spec.flow:", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("not checked", run.Out, StringComparison.Ordinal);
        using var binding = new CliRun { Judge = Judge.OfAllRules }.With("tap.yaml", Definition)
            .With("a.yaml", "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: a}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}\nsubjects: []\n");
        await binding.RunAsync("check", "-f", "@/a.yaml", "--crd", "@/tap.yaml", "--as", "eve");
        Assert.Contains("not judged: ", binding.Out, StringComparison.Ordinal);
        Assert.Contains("objects are not known", binding.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@/nowhere.yaml", "`@/nowhere.yaml` does not exist")]
    [InlineData("@/none.yaml", "there is no CustomResourceDefinition of `apiextensions.k8s.io/v1` in `@/none.yaml`")]
    [InlineData("@/nothing", "there is no CustomResourceDefinition of `apiextensions.k8s.io/v1` in `@/nothing`")]
    [InlineData("@/broken.yaml", "@/broken.yaml:1:1: is text; a Kubernetes object is a mapping with `apiVersion` and `kind`")]
    [InlineData("@/nameless.yaml", "@/nameless.yaml:1:1: definition `tub` names no group or kind")]
    [InlineData("@/pattern.yaml", "@/pattern.yaml:1:1: definition `taps.water.example.com`, version `v1`: openAPIV3Schema.properties[spec].properties[flow]: pattern `a(` does not compile")]
    [InlineData("@/reference.yaml", "@/reference.yaml:1:1: definition `taps.water.example.com`, version `v1`: openAPIV3Schema.properties[spec].properties[flow]: a structural schema has no `$ref`, found `#/a`")]
    [InlineData("@/expression.yaml", "@/expression.yaml:12:149: definition `taps.water.example.com`: spec.validation.openAPIV3Schema.properties[spec].properties[flow].x-kubernetes-validations[0].rule: Invalid value: \"self >\": compilation failed: ERROR: <input>:1:7: Syntax error: unexpected end of the expression")]
    public async Task Says_which_definition_cannot_be_read_and_checks_the_rest(string file, string complaint)
    {
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("a.yaml", Tap).With("tap.yaml", Definition).With("none.yaml", Pod).With("nothing/none.yaml", Pod).With("broken.yaml", "text")
            .With("nameless.yaml", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: tub}\nspec: {}\n")
            .With("pattern.yaml", Definition.Replace("type: integer", "type: string, pattern: 'a('", StringComparison.Ordinal))
            .With("expression.yaml", Definition.Replace("type: integer", "type: integer, x-kubernetes-validations: [{rule: 'self >'}]", StringComparison.Ordinal))
            .With("reference.yaml", Definition.Replace("type: integer", "$ref: '#/a'", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("check", "-f", "@/a.yaml", "--crd", file, "--crd", "@/tap.yaml"));
        Assert.Equal([$"poly-k8s: {complaint}"], run.Errors);
        Assert.Contains("SafeSchema/structure: spec.flow:", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judges_by_the_documents_of_a_folder_in_place_of_what_is_embedded()
    {
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("a.yaml", Pod + "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n").With("schemas/api__v1_openapi.json", Document)
            .With("schemas/index.json", """{"paths": {"api/v1": {"serverRelativeURL": "/openapi/v3/api/v1"}}}""");
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("check", "-f", "@/a.yaml", "--schema-dir", "@/schemas"));
        Assert.Empty(run.Errors);
        Assert.Contains("SafeSchema/structure: data.a:", run.Out, StringComparison.Ordinal);
        Assert.Contains("no matches for kind `Secret` in version `v1`", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_where_the_embedded_schemas_and_the_documents_of_a_folder_differ()
    {
        using var run = new CliRun().With("schemas/api__v1_openapi.json", Document);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("schema", "diff", "@/schemas"));
        Assert.Contains("v1 ConfigMap.immutable: only the pack has it", run.Out.Split('\n'));
        Assert.Contains("v1 ConfigMap.data: shape `Map`, documents `Record`", run.Out.Split('\n'));
        Assert.Matches("1 kind compared with the embedded schemas of Kubernetes 1.36: [0-9]+ differences\n$", run.Out);
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("schema", "diff", "@/nowhere"));
        Assert.Equal(["poly-k8s: `@/nowhere` does not exist"], run.Errors);
    }

    [Theory]
    [InlineData("{", "", "@/schemas/b.json:1:2: ")]
    [InlineData("[]", "", "@/schemas/b.json:1:1: is no document of `/openapi/v3`: its `openapi` is not `3.…`")]
    [InlineData("core.v1.Data\"}", "core.v1.Date\"}", "@/schemas/b.json:6:22: `$ref` names `#/components/schemas/io.k8s.api.core.v1.Date`, which no document has")]
    [InlineData("{\"type\": \"object\", \"properties\": {\"b\"", "{\"$ref\": \"#/components/schemas/io.k8s.api.core.v1.Data\", \"properties\": {\"b\"", "@/schemas/b.json:7:39: `$ref` leads in a circle and to no schema: `io.k8s.api.core.v1.Data` → `io.k8s.api.core.v1.Data`")]
    [InlineData("{\"b\": {\"type\": \"string\"}}", "{\"b\": {\"type\": \"text\"}}", "@/schemas/b.json:7:78: `\"text\"` is no type; a schema has `object`, `array`, `string`, `integer`, `number` or `boolean`")]
    [InlineData("{\"b\": {\"type\": \"string\"}}", "{\"b\": 7}", "@/schemas/b.json:7:69: a schema is an object")]
    public async Task Says_which_document_cannot_be_read_and_checks_the_rest(string text, string with, string complaint)
    {
        var document = with.Length == 0 ? text : Document.Replace(text, with, StringComparison.Ordinal);
        Assert.NotEqual(Document, document);
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("a.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s, nam: s}\n").With("schemas/b.json", document);
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("check", "-f", "@/a.yaml", "--schema-dir", "@/schemas"));
        Assert.StartsWith($"poly-k8s: {complaint}", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Contains("SafeSchema/structure: metadata.nam:", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tap.yaml", false)]
    [InlineData("tap.json", false)]
    [InlineData("apis__water.example.com__v1_openapi.json", true)]
    public async Task Judges_custom_resources_by_what_a_folder_of_schemas_says_of_them(string file, bool isPublished)
    {
        const string Json = """{"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "taps.water.example.com"}, "spec": {"group": "water.example.com", "names": {"kind": "Tap", "plural": "taps"}, "scope": "Namespaced", "versions": [{"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": {"type": "object", "properties": {"flow": {"type": "integer"}}}}}}}]}}""";
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("a.yaml", $"{Tap}---\n{Pod}---\n{Tap.Replace("much}", "1, pressure: 2}", StringComparison.Ordinal).Replace("{name: a}", "{name: b}", StringComparison.Ordinal)}")
            .With("schemas/api__v1_openapi.json", Document.Replace("\"b\": {", "\"a\": {", StringComparison.Ordinal).Replace("\"metadata\": {\"type\": \"object\"}", "\"metadata\": {\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}}", StringComparison.Ordinal))
            .With($"schemas/{file}", isPublished ? Published : file == "tap.json" ? Json : Definition);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("check", "-f", "@/a.yaml", "--schema-dir", "@/schemas", "--rules", "SafeSchema/*"));
        Assert.Empty(run.Errors);
        Assert.Contains("a.yaml:4:14: error: SafeSchema/structure: spec.flow:", run.Out, StringComparison.Ordinal);
        Assert.Contains("SafeSchema/structure: spec.pressure:", run.Out, StringComparison.Ordinal);
        Assert.Contains("3 objects, 2 denied; 2 errors", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judges_other_kinds_by_what_is_embedded_where_a_folder_holds_definitions_alone()
    {
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("a.yaml", $"{Tap}---\n{Pod}").With("schemas/tap.yaml", Definition);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("check", "-f", "@/a.yaml", "--schema-dir", "@/schemas", "--rules", "SafeSchema/*"));
        Assert.Contains("2 objects, 1 denied; 1 error,", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compares_no_custom_kinds()
    {
        using var run = new CliRun().With("schemas/api__v1_openapi.json", Document).With("schemas/b.json", Published);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("schema", "diff", "@/schemas"));
        Assert.DoesNotContain("Tap", run.Out, StringComparison.Ordinal);
        Assert.Matches("\n1 kind compared", run.Out);
    }

    [Theory]
    [InlineData("@/nowhere", "`@/nowhere` does not exist")]
    [InlineData("@/a.yaml", "`@/a.yaml` is a file; `--schema-dir` takes a folder")]
    [InlineData("@/empty", "the folder `@/empty` holds no .json file and no definition; `poly-k8s schema pull @/empty` writes a cluster's")]
    public async Task Says_what_is_wrong_with_a_folder_and_checks_by_what_is_embedded(string folder, string complaint)
    {
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("a.yaml", Pod).With("empty/readme.md", "");
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("check", "-f", "@/a.yaml", "--schema-dir", folder));
        Assert.Equal([$"poly-k8s: {complaint}"], run.Errors);
        Assert.Contains("1 object, 0 denied", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_once_that_a_folder_holds_schemas_of_another_tool()
    {
        const string Schema = """{"$schema": "http://json-schema.org/schema#", "type": "object", "properties": {"spec": {"type": "object"}}}""";
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("a.yaml", Pod).With("schemas/tap-water-v1.json", Schema).With("schemas/tub-water-v1.json", Schema.Replace("\"$schema\": \"http://json-schema.org/schema#\", ", "", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Usage, await run.RunAsync("check", "-f", "@/a.yaml", "--schema-dir", "@/schemas"));
        Assert.Equal(["poly-k8s: `@/schemas` holds JSON schemas of one kind each, as kubeconform reads them (`tap-water-v1.json` and 1 more), which do not say the names of their kinds; give the CustomResourceDefinitions themselves, or `poly-k8s schema pull @/schemas`"], run.Errors);
        Assert.Contains("1 object, 0 denied", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_references_longer_than_a_call_stack()
    {
        const int many = 100_000;
        var links = Enumerable.Range(0, many).Select(i => $"\"L{i}\": {{\"type\": \"object\", \"properties\": {{\"n\": {{\"$ref\": \"#/components/schemas/L{(i + 1) % many}\"}}}}}}");
        var document = Document.Replace("io.k8s.api.core.v1.Data\"}", "L0\"}", StringComparison.Ordinal).Replace("\"schemas\": {", $"\"schemas\": {{{string.Join(',', links)},", StringComparison.Ordinal);
        using var run = new CliRun { Judge = Judge.OfAllRules }.With("a.yaml", Pod).With("schemas/b.json", document);
        Assert.Equal(ExitCodes.Findings, await run.RunAsync("check", "-f", "@/a.yaml", "--schema-dir", "@/schemas"));
        Assert.Contains("SafeSchema/structure: data.a:", run.Out, StringComparison.Ordinal);
    }
}
