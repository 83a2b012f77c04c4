using System.Collections.Immutable;
using PolyK8s.Cli.Input;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.Custom;

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

    private static IEnumerable<string> Faults(Manifest definition, SchemaPack builtIn) =>
        CustomDefinition.Read(definition, builtIn).Faults.Select(fault => new ManifestFault(definition.File, definition.Document, definition.Root.Place, fault).Sentence);
}
