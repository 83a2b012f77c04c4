namespace PolyK8s.Cluster.EndToEnd.Processes;

/// <summary>
/// The program that is tested as a process: the one built with the tests, or the file that <c>POLYK8S_TEST_PROGRAM</c> names, such
/// as the ahead-of-time build that the image holds.
/// </summary>
public static class ProductProgram
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("POLYK8S_TEST_PROGRAM") is { Length: > 0 } file ? Path.GetFullPath(file) : null;

    /// <summary>What to run.</summary>
    public static string Command => Given ?? "dotnet";

    /// <summary>The words after it.</summary>
    public static IEnumerable<string> Arguments(params IEnumerable<string> arguments) =>
        Given is null ? [Path.Combine(AppContext.BaseDirectory, "poly-k8s.dll"), .. arguments] : arguments;

    /// <summary>Starts it, to be ended by the test.</summary>
    public static RunningProgram Start(params IEnumerable<string> arguments) => RunningProgram.Start(Command, Arguments(arguments));

    /// <summary>Runs it to its end.</summary>
    public static Task<Finished> Run(params IEnumerable<string> arguments) => Finished.Of(Command, Arguments(arguments));
}
