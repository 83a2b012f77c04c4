using System.Collections.Immutable;

namespace PolyK8s.Cli.Input;

/// <summary>Finds the files that <c>-f</c> and its like name.</summary>
internal static class InputFiles
{
    // What kubectl takes from a folder: FileExtensions of k8s.io/cli-runtime.
    private static readonly ImmutableArray<string> Extensions = [".json", ".yaml", ".yml"];

    /// <summary>The files behind one name, in order of their names; or why there are none.</summary>
    /// <param name="name">A file or a folder.</param>
    /// <param name="recursive">Whether folders inside a folder are looked into.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static (ImmutableArray<string> Files, string? Problem) Find(string name, bool recursive)
    {
        if (!Directory.Exists(name))
        {
            return File.Exists(name) ? ([name], null) : ([], $"`{name}` does not exist");
        }

        var files = Walk(name, recursive).Order(StringComparer.Ordinal).ToImmutableArray();
        return (files, files.IsEmpty ? $"the folder `{name}` holds no .yaml, .yml or .json file{(recursive ? "" : "; `-R` looks into its folders")}" : null);
    }

    // Folders that are links are left out, as in kubectl: they may lead in a circle. So are hidden ones (.git, and the
    // doubles a mounted ConfigMap keeps). The folders to do wait on a stack: a tree may be deeper than ours.
    private static IEnumerable<string> Walk(string root, bool recursive)
    {
        var folders = new Stack<string>([root]);
        while (folders.TryPop(out var folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.Ordinal)))
            {
                yield return file;
            }

            foreach (var inner in recursive ? new DirectoryInfo(folder).EnumerateDirectories() : [])
            {
                if (inner.LinkTarget is null && inner.Name[0] != '.')
                {
                    folders.Push(Path.Combine(folder, inner.Name));
                }
            }
        }
    }
}
