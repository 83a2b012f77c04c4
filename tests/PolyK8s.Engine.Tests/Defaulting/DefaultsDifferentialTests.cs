using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.JsonPatch.SystemTextJson;
using PolyK8s.Engine.Defaulting;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Defaulting;

/// <summary>Defaults of several constraints, against a second reading and against somebody else's JSON Patch.</summary>
public sealed class DefaultsDifferentialTests
{
    private const int Cases = 20_000;

    // Few names, so that defaults and documents meet; one to escape in pointers, one that looks like an index.
    private static readonly Gen<string> Name = OneOf("a", "b", "c/~d", "0");

    private static readonly Gen<string> Value = OneOf("1", "2", "true", "\"x\"", "{}", "[]", "{\"a\":3}", "[{\"a\":4},{}]", "{\"b\":{\"a\":null}}");

    private static readonly Gen<WrittenDefault> Default = Gen.Select(
        Gen.OneOf(Name, Name, Gen.Const("*")).Array[0, 3], Name, Value, Gen.Bool,
        (way, last, value, creates) => new WrittenDefault(["spec", .. way, last], value, creates));

    private static readonly Gen<JsonNode?> Node = Gen.Recursive<JsonNode?>((depth, inner) => depth > 3 ? Leaf : Gen.Frequency(
        (2, Leaf),
        (4, Gen.Select(Name, inner).Array[0, 3].Select(members => (JsonNode?)new JsonObject(members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2?.DeepClone()))))),
        (2, inner.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())])))));

    private static readonly Gen<(string Document, WrittenDefault[] Defaults)> Given = Gen.Select(
        Node, Default.Array[0, 6], (spec, defaults) => ($$"""{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w"},"spec":{{spec?.ToJsonString() ?? "null"}}}""", defaults));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<JsonNode?> Leaf => OneOf("null", "5", "\"y\"", "false").Select(text => JsonNode.Parse(text));

    /// <summary>The planted mistakes.</summary>
    public static TheoryData<string> Misreadings => [.. DefaultReading.Misreadings];

    [Fact]
    public void Makes_what_the_second_reading_makes() => Given.Sample(g => Agrees(g, new()), iter: Cases);

    [Theory]
    [MemberData(nameof(Misreadings))]
    public void Tells_a_misreading_from_the_kernel(string misreading) =>
        Assert.ThrowsAny<CsCheckException>(() => Given.Sample(g => Agrees(g, new(misreading)), iter: Cases, threads: 1));

    [Fact]
    public void Gives_a_patch_that_somebody_elses_code_applies_to_the_same_end() => Given.Sample(
        g =>
        {
            var defaulted = Of(g.Document, g.Defaults);
            var document = JsonNode.Parse(g.Document)!;
            JsonSerializer.Deserialize<JsonPatchDocument>(JsonSerializer.Serialize(defaulted.Patch, EngineJson.Default.IReadOnlyListPatchOperation))!.ApplyTo(document);
            return JsonNode.DeepEquals(document, Written.Json(defaulted.Object.Root));
        },
        iter: 5_000);

    [Fact]
    public void Makes_the_same_in_any_order_and_nothing_more_the_second_time() => Given.Sample(
        g =>
        {
            var (one, other) = (Of(g.Document, g.Defaults), Of(g.Document, [.. g.Defaults.Reverse()]));
            return SameJson.As(one.Object.Root, other.Object.Root) && Of(one.Object.Root.ToString(), g.Defaults).Patch.IsEmpty;
        },
        iter: 5_000);

    private static bool Agrees((string Document, WrittenDefault[] Defaults) given, DefaultReading reading) =>
        JsonNode.DeepEquals(reading.Of(given.Document, given.Defaults), Written.Json(Of(given.Document, given.Defaults).Object.Root));

    // A constraint for each default: equal paths would be a mistake within one.
    private static Defaulted Of(string document, WrittenDefault[] defaults) => Defaults.Of(
        Change.Create(new(ManifestNodeJson.From(JsonElement.Parse(document)))),
        ClusterView.Of(defaults.Select((d, i) => Constraint($"c{i}", d))))!;

    private static Manifest Constraint(string name, WrittenDefault written) => new(ManifestNode.Object(
        ("apiVersion", ManifestNode.Of("safety.poly-k8s.io/v1alpha1")),
        ("kind", ManifestNode.Of("SchemaConstraint")),
        ("metadata", ManifestNode.Object(("name", ManifestNode.Of(name)))),
        ("spec", ManifestNode.Object(
            ("match", ManifestNode.Object(("kinds", ManifestNode.Array(["Widget.example.com"])))),
            ("defaults", ManifestNode.Array([ManifestNode.Object(
                ("path", ManifestNode.Of(DefaultPath.Text([.. written.Path.Select(step => step == "*" ? DefaultStep.Every : new(step))]))),
                ("value", ManifestNodeJson.From(JsonElement.Parse(written.Value))),
                ("createParents", ManifestNode.Of(written.CreatesParents)))]))))));
}
