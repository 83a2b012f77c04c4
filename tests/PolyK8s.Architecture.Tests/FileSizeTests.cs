namespace PolyK8s.Architecture.Tests;

/// <summary>One idea per file: small files, measured.</summary>
public sealed class FileSizeTests
{
    /// <summary>No file is longer; only proofs may be.</summary>
    private const int Longest = 300;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void Has_no_file_over_the_limit(string folder) =>
        Assert.Empty(Sources.Of(folder)
            .Where(file => file.Lines > Longest && !file.Path.EndsWith(".Theorems.dfy", StringComparison.Ordinal))
            .Select(file => $"{file.Path}: {file.Lines} lines"));

    [Theory]
    [InlineData(0.5, 60)]
    [InlineData(0.9, 180)]
    public void Keeps_the_product_in_small_files(double quantile, int lines)
    {
        var sizes = Sources.Of("src").Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(file => file.Lines).Order().ToArray();
        Assert.InRange(sizes[(int)(quantile * (sizes.Length - 1))], 1, lines);
    }
}
