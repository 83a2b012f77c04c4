using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Cluster;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s schema pull</c>: writes what a cluster says of its kinds, for <c>check --schema-dir</c>.</summary>
internal static class SchemaPullCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder to write to; it is made if it is not there" };
        var cluster = new ClusterOptions();
        var command = new Command("pull", "Write a cluster's /openapi/v3 documents to a folder.") { folder };
        foreach (var option in cluster.All)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            using var connection = cluster.Open(parsed);
            return await PullAsync(connection, parsed.GetRequiredValue(folder), terminal, cancellation);
        });
        return command;
    }

    private static async Task<int> PullAsync(ClusterConnection connection, string folder, Terminal terminal, CancellationToken cancellation)
    {
        var documents = new OpenApiDocuments(connection);
        var names = await documents.NamesAsync(cancellation);
        try
        {
            Directory.CreateDirectory(folder);
            if (Stray(folder, names) is { } stray)
            {
                terminal.Complain($"`{stray}` is none of the cluster's documents and would be read as one; empty the folder first");
                return ExitCodes.Usage;
            }

            foreach (var name in names)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, FileOf(name)), await documents.ReadAsync(name, cancellation), cancellation);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Complain($"`{folder}` cannot be written: {e.Message.TrimEnd('.')}");
            return ExitCodes.Usage;
        }

        await terminal.Out.WriteAsync($"{Counted.Of(names.Length, "document")} of {connection.Server} in {PlainLine.Of(folder)}\n");
        return ExitCodes.Clean;
    }

    private static string? Stray(string folder, IEnumerable<string> names) =>
        Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).FirstOrDefault(file => !names.Select(FileOf).Contains(Path.GetFileName(file), StringComparer.Ordinal));

    // As the Kubernetes repository names them under api/openapi-spec/v3.
    private static string FileOf(string name) => $"{name.Replace("/", "__", StringComparison.Ordinal)}_openapi.json";
}
