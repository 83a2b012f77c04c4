using System.Collections.Immutable;

namespace PolyK8s.Engine.Validation.Extensions;

/// <summary>The versions of a definition: schema, subresources, printer columns, selectable fields.</summary>
/// <remarks>Mirrors <c>validateCustomResourceDefinitionVersion</c>, <c>ValidateCustomResourceDefinitionSubresources</c> and <c>ValidateCustomResourceColumnDefinition</c>.</remarks>
internal static class DefinitionVersions
{
    private const int MostWarningBytes = 256;
    private const string ColumnTypes = "must be one of boolean,date,integer,number,string";
    private static readonly ImmutableArray<string> Types = ["boolean", "date", "integer", "number", "string"];
    private static readonly ImmutableArray<string> Formats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"];

    /// <summary>One version, without what all versions have in common.</summary>
    public static void Check(Field version, CommonParts common)
    {
        if (DnsNames.OldLabel(version["name"].Text) is { IsEmpty: false } faults)
        {
            version["name"].InvalidText(string.Join(",", faults));
        }

        Deprecation(version["deprecationWarning"], version["deprecated"].IsTrue);
        if (common.Schema is null)
        {
            DefinitionSchemas.Check(version["schema"], (common.Subresources ?? version["subresources"])["status"].IsSet);
        }

        if (common.Subresources is null)
        {
            Scale(version["subresources"]["scale"], version["subresources"]);
        }

        if (common.Columns is null)
        {
            Columns(version["additionalPrinterColumns"]);
        }

        if (common.Selectable is null)
        {
            SelectableFields.Check(version["selectableFields"], version["schema"]["openAPIV3Schema"]);
        }
    }

    /// <summary>What all versions have in common.</summary>
    public static void Shared(CommonParts common)
    {
        if (common.Schema is { } schema)
        {
            DefinitionSchemas.Check(schema, common.AnyStatus);
        }

        if (common.Subresources is { } subresources)
        {
            Scale(subresources["scale"], subresources);
        }

        if (common.Columns is { } columns)
        {
            Columns(columns);
        }

        if (common.Selectable is { } selectable && common.Schema is { } all)
        {
            SelectableFields.Check(selectable, all["openAPIV3Schema"]);
        }
    }

    private static void Deprecation(Field warning, bool deprecated)
    {
        if (!warning.IsSet)
        {
            return;
        }

        if (!deprecated)
        {
            warning.InvalidText("can only be set for deprecated versions");
            return;
        }

        if (System.Text.Encoding.UTF8.GetByteCount(warning.Text) > MostWarningBytes)
        {
            warning.InvalidText("must be <= 256 characters long");
        }

        if (warning.Text.Length == 0)
        {
            warning.InvalidText("must not be an empty string");
        }

        if (warning.Text.Any(char.IsControl))
        {
            var index = warning.Text.IndexOf(warning.Text.First(char.IsControl), StringComparison.Ordinal);
            warning.InvalidText($"must only contain printable UTF-8 characters; non-printable character found at index {index}");
        }
    }

    private static void Scale(Field scale, Field subresources)
    {
        if (!scale.IsSet)
        {
            return;
        }

        Replicas(scale["specReplicasPath"].At(subresources["scale.specReplicasPath"]), ".spec.", "should be a json path under .spec");
        Replicas(scale["statusReplicasPath"].At(subresources["scale.statusReplicasPath"]), ".status.", "should be a json path under .status");
        var labels = scale["labelSelectorPath"].At(subresources["scale.labelSelectorPath"]);
        if (labels.Text.Length > 0 && Simple(labels) && !labels.Text.StartsWith(".spec.", StringComparison.Ordinal) && !labels.Text.StartsWith(".status.", StringComparison.Ordinal))
        {
            labels.InvalidText("should be a json path under either .spec or .status");
        }
    }

    private static void Replicas(Field path, string under, string detail)
    {
        if (path.RequiredText() && Simple(path) && !path.Text.StartsWith(under, StringComparison.Ordinal))
        {
            path.InvalidText(detail);
        }
    }

    private static bool Simple(Field path)
    {
        if (path.Text is ['.', ..])
        {
            return true;
        }

        path.InvalidText("must be a simple json path starting with .");
        return false;
    }

    private static void Columns(Field columns)
    {
        foreach (var column in columns.Items())
        {
            var (type, format, path) = (column["type"], column["format"], column["jsonPath"].At(column["JSONPath"]));
            column["name"].RequiredText();
            if (type.RequiredText(ColumnTypes) && !Types.Contains(type.Text, StringComparer.Ordinal))
            {
                type.InvalidText(ColumnTypes);
            }

            if (format.Text.Length > 0 && !Formats.Contains(format.Text, StringComparer.Ordinal))
            {
                format.InvalidText($"must be one of {string.Join(',', Formats)}");
            }

            if (path.RequiredText())
            {
                Simple(path);
            }
        }
    }
}
