using System.Collections.Immutable;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.OpenApi;

namespace PolyK8s.Cli.Sources;

/// <summary>Reads a folder of <c>/openapi/v3</c> documents, as <c>schema pull</c> writes it, with CustomResourceDefinitions beside them.</summary>
internal static class SchemaFolder
{
    /// <summary>The pack of the folder. What cannot be read is a problem, and embedded schemas stand in for it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="named">The pack of the version the user named; null to go by the version of the documents.</param>
    /// <param name="definitions">Receives the files that are CustomResourceDefinitions.</param>
    /// <param name="problems">Receives one line for each mistake.</param>
    public static SchemaPack Read(string folder, SchemaPack? named, List<string> definitions, List<string> problems)
    {
        var (before, documents, reader) = (problems.Count, 0, new OpenApiReader());
        var bare = new List<string>();
        foreach (var file in Files(folder, problems))
        {
            if (!file.EndsWith(".json", StringComparison.Ordinal))
            {
                definitions.Add(file);
            }
            else if (Document(file, problems) is { } document)
            {
                Take(document, file);
            }
        }

        if (bare is [var first, ..])
        {
            problems.Add($"`{folder}` holds JSON schemas of one kind each, as kubeconform reads them (`{Path.GetFileName(first)}`{(bare.Count > 1 ? $" and {bare.Count - 1} more" : "")}), which do not say the names of their kinds; give the CustomResourceDefinitions themselves, or `poly-k8s schema pull {folder}`");
        }

        // Definitions alone say nothing of other kinds.
        if (documents == 0 && problems.Count == before)
        {
            return named ?? SchemaPack.Newest;
        }

        var pack = reader.Pack(named?.Minor ?? reader.Minor ?? SchemaPack.Default);
        problems.AddRange(reader.Faults.Select(fault => fault.Sentence));
        return problems.Count == before ? pack : Completed(pack, named ?? SchemaPack.Of(pack.Minor) ?? SchemaPack.Newest);

        void Take(ManifestNode document, string file)
        {
            if (document["openapi"] is null && document.TextAt("kind") is not null)
            {
                definitions.Add(file);
                return;
            }

            if (document["openapi"] is null && (document["$schema"] ?? document["properties"] ?? document["definitions"]) is not null)
            {
                bare.Add(file);
                return;
            }

            documents++;
            reader.Add(document, file);
        }
    }

    // A kind whose document is broken must not be called unknown.
    private static SchemaPack Completed(SchemaPack pack, SchemaPack embedded) =>
        new(pack.Minor, [.. pack.Kinds, .. embedded.Kinds.Where(k => pack.Find(k.Group, k.Version, k.Kind) is null)]);

    private static ImmutableArray<string> Files(string folder, List<string> problems)
    {
        try
        {
            ImmutableArray<string> files = [.. Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f) is ".json" or ".yaml" or ".yml").Order(StringComparer.Ordinal)];
            problems.AddRange(files.IsEmpty ? [$"the folder `{folder}` holds no .json file and no definition; `poly-k8s schema pull {folder}` writes a cluster's"] : []);
            return files;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(!Path.Exists(folder) ? $"`{folder}` does not exist" : File.Exists(folder) ? $"`{folder}` is a file; `--schema-dir` takes a folder" : $"`{folder}` cannot be read: permission denied");
            return [];
        }
    }

    private static ManifestNode? Document(string file, List<string> problems)
    {
        try
        {
            if (ManifestJson.TryParse(File.ReadAllBytes(file), out var document, out var fault, places: true))
            {
                return document;
            }

            problems.Add(new ManifestFault(file, 0, fault.Place, fault.Problem).Sentence);
        }
        catch (UnauthorizedAccessException)
        {
            problems.Add($"`{file}` cannot be read: permission denied");
        }
        catch (IOException e)
        {
            problems.Add($"`{file}` cannot be read: {e.Message.TrimEnd('.')}");
        }

        return null;
    }
}
