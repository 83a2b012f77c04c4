using PolyK8s.Fixtures;

namespace PolyK8s.Architecture.Tests;

/// <summary>The source files of the repository, without what the build generates.</summary>
internal static class Sources
{
    /// <summary>The C# and Dafny files below a folder.</summary>
    /// <param name="folder">Relative to the repository's root, with forward slashes.</param>
    public static IReadOnlyList<SourceFile> Of(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".dfy", StringComparison.Ordinal))
            .Select(file => new SourceFile(Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), File.ReadAllText(file)))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];
}

/// <summary>One source file.</summary>
/// <param name="Path">Relative to the repository's root, with forward slashes.</param>
/// <param name="Text">The text.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>How many lines it has.</summary>
    public int Lines => Text.Count(c => c == '\n');
}
