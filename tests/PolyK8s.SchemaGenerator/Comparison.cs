namespace PolyK8s.SchemaGenerator;

internal static class Comparison { public static int Run(string folder, string? minor) => folder.Length + (minor?.Length ?? 0); }
