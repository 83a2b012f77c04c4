using System.Text;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Tests.Schemas;

/// <summary>Custom resources under the schema of their definition, as the API server treats them.</summary>
public sealed class StructuralSchemaTests
{
    [Theory]
    [InlineData("{type: string}", "text", true)]
    [InlineData("{type: string}", "1", false)]
    [InlineData("{type: string}", "null", true)]
    [InlineData("{type: array, items: {type: string}}", "[a, null]", false)]
    [InlineData("{type: array, items: {type: string, nullable: true}}", "[a, null]", true)]
    [InlineData("{type: integer}", "99999999999", true)]
    [InlineData("{type: integer, format: int32}", "99999999999", false)]
    [InlineData("{type: integer}", "1.5", false)]
    [InlineData("{type: number}", "1", true)]
    [InlineData("{type: number, maximum: 3, exclusiveMaximum: true}", "3", false)]
    [InlineData("{type: number, minimum: 0.5}", "0.5", true)]
    [InlineData("{type: integer, multipleOf: 5}", "7", false)]
    [InlineData("{x-kubernetes-int-or-string: true}", "10%", true)]
    [InlineData("{x-kubernetes-int-or-string: true}", "true", false)]
    [InlineData("{type: string, maxLength: 3}", "läng", false)]
    [InlineData("{type: string, maxLength: 4}", "läng", true)]
    [InlineData("{type: string, format: unheard-of}", "x", true)]
    [InlineData("{type: string, pattern: '^(a|b)+$'}", "abba", true)]
    [InlineData("{type: integer, enum: [1, 2]}", "3", false)]
    [InlineData("{type: object, additionalProperties: {type: integer}}", "{a: 1, b: x}", false)]
    [InlineData("{type: object, properties: {a: {type: string}}}", "{b: x}", false)]
    [InlineData("{type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: string}}}", "{b: x}", true)]
    [InlineData("{type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: string}}}", "{a: 1}", false)]
    [InlineData("{type: object, required: [a], properties: {a: {type: string}}}", "{a: null}", false)]
    [InlineData("{type: object, required: [a], properties: {a: {type: string, nullable: true}}}", "{a: null}", true)]
    [InlineData("{type: object, required: [a], properties: {a: {type: string, default: x}}}", "{}", true)]
    [InlineData("{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}", "{apiVersion: v1, kind: Pod, spec: {a: 1}}", true)]
    [InlineData("{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}", "{spec: {a: 1}}", false)]
    [InlineData("{type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}", "{a: x, b: x}", false)]
    [InlineData("{type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}", "{a: x, b: x}", true)]
    [InlineData("{type: object, properties: {t: {type: string, default: ip}, v: {type: string}}, oneOf: [{properties: {t: {enum: [ip]}}}, {properties: {t: {not: {enum: [ip]}}}}]}", "{v: x}", true)]
    [InlineData("{type: object, properties: {t: {type: string, default: ip}, v: {type: string}}, oneOf: [{properties: {t: {enum: [ip]}}}, {properties: {t: {not: {enum: [ip]}}}}]}", "{t: null, v: x}", true)]
    [InlineData("{type: object, properties: {t: {type: string}, v: {type: string}}, oneOf: [{properties: {t: {enum: [ip]}}}, {properties: {t: {not: {enum: [ip]}}}}]}", "{v: x}", false)]
    [InlineData("{type: object, properties: {a: {type: object, properties: {b: {type: string, default: x}}}}, not: {properties: {a: {required: [b]}}, required: [a]}}", "{a: {}}", false)]
    [InlineData("{type: array, items: {type: object, properties: {b: {type: string, default: x}}}, not: {items: {required: [b]}}}", "[{}]", false)]
    [InlineData("{type: object, maxProperties: 1, properties: {a: {type: string, default: x}, b: {type: string}}}", "{b: x}", false)]
    [InlineData("{type: object, maxProperties: 1, properties: {a: {type: string}, b: {type: string}}}", "{a: null, b: x}", true)]
    [InlineData("{type: object, maxProperties: 1, properties: {a: {type: string, nullable: true}, b: {type: string}}}", "{a: null, b: x}", false)]
    [InlineData("{type: string, not: {enum: [default]}}", "default", false)]
    [InlineData("{type: string, allOf: [{minLength: 2}, {pattern: '^x'}]}", "x", false)]
    public void Holds_a_value_to_its_schema(string schema, string value, bool right) => Assert.Equal(right, !Faults(schema, value).Any());

    [Theory]
    [InlineData("{type: strang}", "is no type")]
    [InlineData("{type: string, pattern: '('}", "does not compile")]
    [InlineData("{$ref: '#/definitions/a'}", "has no `$ref`")]
    public void Says_what_of_a_definition_it_cannot_read(string schema, string said) =>
        Assert.Contains(Definition(schema).Faults, f => f.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void Tells_elements_apart_by_all_their_keys_and_in_linear_time()
    {
        const string schema = "{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [a, b], items: {type: object, properties: {a: {type: string}, b: {type: integer}}}}";
        var many = string.Join(", ", Enumerable.Range(0, 20000).Select(i => $"{{a: x, b: {i}}}"));
        Assert.Empty(Faults(schema, $"[{many}]"));
        Assert.Single(Faults(schema, $"[{many}, {{a: x, b: 7}}]"));
    }

    private static IEnumerable<Finding> Faults(string schema, string value)
    {
        var root = Parsed($"{{apiVersion: example.com/v1, kind: Thing, metadata: {{name: a}}, value: {value}}}");
        return StructureFindings.Of(root.Root, Definition(schema).Kinds.Single());
    }

    private static CustomDefinition Definition(string schema) => CustomDefinition.Read(
        Parsed($"{{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {{name: things.example.com}}, spec: {{group: example.com, names: {{kind: Thing, plural: things}}, versions: [{{name: v1, schema: {{openAPIV3Schema: {{type: object, properties: {{value: {schema}}}}}}}}}]}}}}"),
        SchemaPack.Newest);

    private static Manifest Parsed(string yaml) => ManifestReader.Read(Encoding.UTF8.GetBytes(yaml), "thing.yaml") is { Faults.IsEmpty: true, Manifests: [var only] }
        ? only
        : throw new InvalidDataException(yaml);
}
