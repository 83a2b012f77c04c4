using System.Globalization;

namespace PolyK8s.SchemaGenerator;

/// <summary>The API packages below a folder that holds the Go repositories <c>api</c>, <c>apimachinery</c>, <c>apiextensions-apiserver</c> and <c>kube-aggregator</c>.</summary>
internal static class GoPackages
{
    /// <summary>The packages by the names the table uses, with their files; meta first, because the others embed its types.</summary>
    public static IEnumerable<(string Package, string[] Files)> Of(string folder)
    {
        yield return ("Meta.V1", Files(Path.Combine(folder, "apimachinery", "pkg", "apis", "meta", "v1")));
        yield return ("Apiextensions.V1", Files(Path.Combine(folder, "apiextensions-apiserver", "pkg", "apis", "apiextensions", "v1")));
        yield return ("Apiregistration.V1", Files(Path.Combine(folder, "kube-aggregator", "pkg", "apis", "apiregistration", "v1")));
        foreach (var group in Directory.EnumerateDirectories(Path.Combine(folder, "api")).Where(g => !Unserved.Contains(Path.GetFileName(g))).Order(StringComparer.Ordinal))
        {
            foreach (var version in Directory.EnumerateDirectories(group, "v*").Order(StringComparer.Ordinal))
            {
                yield return ($"{Capital(Path.GetFileName(group))}.{Capital(Path.GetFileName(version))}", Files(version));
            }
        }
    }

    /// <summary>Packages of kinds nobody can create: what servers and webhooks say to one another.</summary>
    private static readonly string[] Unserved = ["admission", "apidiscovery", "imagepolicy", "testdata"];

    private static string Capital(string name) => char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..];

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.go").Where(f => !Path.GetFileName(f).StartsWith("zz_", StringComparison.Ordinal) && !f.EndsWith("_test.go", StringComparison.Ordinal) && !f.EndsWith(".pb.go", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
