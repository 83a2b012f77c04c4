using System.Collections.Immutable;
using PolyK8s.Cli.Input;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.Custom;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Cli.Sources;

/// <summary>Reads CustomResourceDefinitions out of files.</summary>
internal static class Definitions
{
    /// <summary>The definitions behind some names; what cannot be read is a problem, and the rest is still there.</summary>
    /// <param name="names">Files and folders; a folder may hold other things beside definitions, a file that is named may not be without one.</param>
    /// <param name="builtIn">The built-in kinds, whose <c>metadata</c> custom kinds share.</param>
    /// <param name="reader">Reads files.</param>
    /// <param name="problems">Receives one line for each mistake.</param>
    public static ImmutableArray<Manifest> Read(IEnumerable<string> names, SchemaPack builtIn, InputReader reader, List<string> problems)
    {
        var definitions = ImmutableArray.CreateBuilder<Manifest>();
        foreach (var name in names)
        {
            var before = problems.Count;
            var set = reader.Read([name], recursive: true, problems);
            problems.AddRange(set.Faults.Select(fault => fault.Sentence));
            ImmutableArray<Manifest> found = [.. set.Manifests.Where(CustomDefinition.Is)];
            if (found.IsEmpty && problems.Count == before)
            {
                problems.Add($"there is no CustomResourceDefinition of `apiextensions.k8s.io/v1` in `{name}`");
            }

            problems.AddRange(found.SelectMany(definition => Faults(definition, builtIn)));
            definitions.AddRange(found);
        }

        return definitions.ToImmutable();
    }

    // A rule in CEL that does not compile is said too: nobody evaluates it, here or there.
    private static IEnumerable<string> Faults(Manifest definition, SchemaPack builtIn) =>
        CustomDefinition.Read(definition, builtIn).Faults.Select(fault => Fault(definition, definition.Root, fault))
            .Concat(FieldValidation.Of(definition).Where(error => error.Path.Contains("x-kubernetes-validations", StringComparison.Ordinal))
                .Select(error => Fault(definition, error.At ?? definition.Root, $"definition `{definition.Name}`: {error}")));

    private static string Fault(Manifest definition, ManifestNode at, string fault) => new ManifestFault(definition.File, definition.Document, at.Place, fault).Sentence;
}
