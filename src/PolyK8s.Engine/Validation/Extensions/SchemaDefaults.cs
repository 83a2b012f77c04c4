using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>The defaults of a definition's schema conform to it.</summary>
/// <remarks>Mirrors <c>ValidateDefaults</c> of <c>pkg/apiserver/schema/defaulting</c>: the values of maps have no defaults that count.</remarks>
internal static class SchemaDefaults
{
    /// <summary>The default of a schema and those below it.</summary>
    public static void Check(Field schema)
    {
        if (!schema.IsSet)
        {
            return;
        }

        if (schema["default"] is { IsSet: true } value)
        {
            One(schema.Node!, value);
        }

        Check(schema["items"]);
        foreach (var (_, field) in schema["properties"].Entries())
        {
            Check(field);
        }
    }

    private static void One(ManifestNode schema, Field value)
    {
        var kind = StructuralSchemaReader.OfValue(schema);
        var findings = StructureFindings.Of(value.Node!, kind).ToArray();
        if (findings.Any(finding => finding.Reason == "unknown field"))
        {
            value.InvalidJson("must not have unknown fields");
        }

        foreach (var finding in findings.Where(finding => finding.Reason != "unknown field"))
        {
            value.Errors.Add(new(finding.Path.Length == 0 ? value.Path : $"{value.Path}.{finding.Path}", FieldErrorType.Invalid, null, finding.Detail, finding.At ?? value.Node));
        }
    }
}
