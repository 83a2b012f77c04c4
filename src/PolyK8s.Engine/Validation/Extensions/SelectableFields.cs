using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>The fields that lists of custom resources can be selected by.</summary>
/// <remarks>Mirrors <c>ValidateCustomResourceSelectableFields</c>.</remarks>
internal static class SelectableFields
{
    private const int Most = 8;

    /// <summary>The fields, of objects of that schema.</summary>
    public static void Check(Field fields, Field schema)
    {
        if (fields.Count == 0 || !schema.IsSet)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in fields.Items().Select(item => item["jsonPath"]))
        {
            if (!path.RequiredText())
            {
                continue;
            }

            if (SchemaPaths.Find(schema.Node!, path.Text, allowBrackets: false) is { Fault: { } fault })
            {
                path.InvalidText($"is an invalid path: {fault}");
                continue;
            }

            One(path, SchemaPaths.Find(schema.Node!, path.Text, allowBrackets: false).Schema!, seen);
        }

        if (seen.Count > Most)
        {
            fields.Errors.Add(new(fields.Path, FieldErrorType.TooMany, GoText.Number(seen.Count), $"must have at most {Most} items", fields.Node));
        }
    }

    private static void One(Field path, ManifestNode schema, HashSet<string> seen)
    {
        if (path.Text == ".metadata" || path.Text.StartsWith(".metadata.", StringComparison.Ordinal))
        {
            path.InvalidText("must not point to fields in metadata");
        }

        if (schema.TextAt("type") is not ("string" or "boolean" or "integer"))
        {
            path.InvalidText("must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.");
        }

        if (!seen.Add(path.Text))
        {
            path.DuplicateText();
        }
    }
}
