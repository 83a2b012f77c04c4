using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.Custom;
using PolyK8s.Engine.Selectors;

namespace PolyK8s.Engine.Policy;

/// <summary>Reads a SchemaConstraint, or says what is wrong with it: one that does not parse is never silently ignored.</summary>
public static class SchemaConstraintReader
{
    // A message is one line beside the violation; longer ones are cut by kubectl and the audit log.
    private const int LongestMessage = 512;

    // As many as the definition's maxItems.
    private const int MostDefaults = 256;

    /// <summary>The constraint, and one line per mistake; a constraint with mistakes must not be used.</summary>
    public static (SchemaConstraint Constraint, ImmutableArray<PolicyFault> Faults) Read(Manifest manifest)
    {
        var faults = ImmutableArray.CreateBuilder<PolicyFault>();
        var spec = manifest.Root["spec"] ?? ManifestNode.Object();
        var kinds = spec.TextsAt("match", "kinds");
        if (kinds.IsEmpty)
        {
            faults.Add(new(manifest, spec.At("match", "kinds") ?? spec, "spec.match.kinds", "names no kind; list at least one, `Pod` or `Deployment.apps`"));
        }

        if (spec["schema"] is null && spec.ItemsAt("defaults").IsEmpty)
        {
            faults.Add(new(manifest, spec, "spec", "asks for nothing; give `schema`, `defaults` or both"));
        }

        var selector = spec.At("match", "namespaceSelector");
        var message = Message(manifest, spec["message"], faults);
        var schema = spec["schema"] is { } node ? Schema(manifest, node, faults) : null;
        var defaults = Defaults(manifest, spec["defaults"], faults);
        return (new(manifest.Name, kinds, selector is null ? null : LabelSelector.From(selector), message, schema, defaults), faults.DrainToImmutable());
    }

    private static string Message(Manifest manifest, ManifestNode? message, ImmutableArray<PolicyFault>.Builder faults)
    {
        var text = message?.Text ?? "";
        if (text.Length > LongestMessage || text.Any(char.IsControl))
        {
            faults.Add(new(manifest, message!, "spec.message", $"is more than a line; write at most {LongestMessage} characters without line breaks"));
        }

        return text;
    }

    private static ExtraSchema? Schema(Manifest manifest, ManifestNode schema, ImmutableArray<PolicyFault>.Builder faults)
    {
        var before = faults.Count;
        ExtraSchemaWords.Check(manifest, schema, "spec.schema", faults);
        if (faults.Count > before)
        {
            return null;
        }

        var reader = new StructuralSchemaReader(SchemaPack.Newest, isExtra: true);
        var root = reader.ReadExtra(schema, "spec.schema");
        faults.AddRange(reader.Faults.Select(fault => new PolicyFault(manifest, schema, "spec.schema", fault)));
        return new(reader.Table, root);
    }

    private static ImmutableArray<ConstraintDefault> Defaults(Manifest manifest, ManifestNode? list, ImmutableArray<PolicyFault>.Builder faults)
    {
        var entries = list?.Items ?? [];
        if (entries.Length > MostDefaults)
        {
            faults.Add(new(manifest, list!, "spec.defaults", $"has {entries.Length} entries; at most {MostDefaults} are accepted"));
            return [];
        }

        var defaults = ImmutableArray.CreateBuilder<ConstraintDefault>();
        foreach (var (entry, i) in entries.Select((entry, i) => (entry, i)))
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"spec.defaults[{i}]");
            if (Default(manifest, entry, path, faults) is { } read)
            {
                Repeated(manifest, read, path, defaults, faults);
                defaults.Add(read);
            }
        }

        return defaults.DrainToImmutable();
    }

    private static ConstraintDefault? Default(Manifest manifest, ManifestNode entry, string path, ImmutableArray<PolicyFault>.Builder faults)
    {
        var (steps, problem) = DefaultPath.Read(entry.TextAt("path") ?? "");
        problem ??= DefaultRange.Problem(steps);
        var before = faults.Count;
        if (problem is not null)
        {
            faults.Add(new(manifest, entry["path"] ?? entry, $"{path}.path", problem));
        }

        if (entry["value"] is null or { Kind: NodeKind.Null })
        {
            faults.Add(new(manifest, entry["value"] ?? entry, $"{path}.value", "is missing; give the value to set, null is none"));
        }

        if (entry["createParents"] is { Kind: not NodeKind.Boolean } parents)
        {
            faults.Add(new(manifest, parents, $"{path}.createParents", $"`{parents.Text}` is neither `true` nor `false`"));
        }

        return faults.Count > before ? null : new(steps, entry["value"]!, entry["createParents"] is not { Text: "false" }, entry);
    }

    private static void Repeated(Manifest manifest, ConstraintDefault read, string path, ImmutableArray<ConstraintDefault>.Builder defaults, ImmutableArray<PolicyFault>.Builder faults)
    {
        if (defaults.Any(other => other.Path.SequenceEqual(read.Path)))
        {
            faults.Add(new(manifest, read.At, $"{path}.path", $"`{DefaultPath.Text(read.Path)}` has a default already; leave one of the two out"));
        }
    }
}
