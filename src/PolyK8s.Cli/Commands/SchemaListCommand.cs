using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Cli.Output;
using PolyK8s.Cli.Sources;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s schema list</c>.</summary>
internal static class SchemaListCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var (options, output) = (new SchemaOptions(), CardOutput.Option());
        var command = new Command("list", "List the kinds that are known, and the Kubernetes versions whose schemas are embedded.") { output };
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            var version = options.Version(parsed, problems);
            if (problems.Count == 0)
            {
                var list = Listed(options.Read(parsed, version, new InputReader(terminal), problems), options.Folder(parsed));
                terminal.Out.Write(parsed.GetValue(output) == "json" ? CliJson.Write(list, CliJson.Default.SchemaList) : list.Text());
            }

            problems.ForEach(terminal.Complain);
            return problems.Count > 0 ? ExitCodes.Usage : ExitCodes.Clean;
        });
        return command;
    }

    private static SchemaList Listed(KnownSchemas schemas, string? folder)
    {
        var pack = schemas.BuiltIn ?? SchemaPack.Newest;
        // Where a folder is incomplete, embedded schemas stand in.
        var embedded = SchemaPack.Of(pack.Minor) ?? SchemaPack.Newest;
        var kinds = pack.Kinds.Select(k => ListedKind.Of(k, folder is null || ReferenceEquals(k, embedded.Find(k.Group, k.Version, k.Kind)) ? "embedded" : folder))
            .Concat(schemas.Definitions.SelectMany(d => CustomDefinition.Read(d, pack).Kinds.Select(k => ListedKind.Of(k, d.File))));
        return new(
            CheckReport.CurrentVersion,
            KubernetesVersion.Said(pack.Minor),
            [.. kinds.OrderBy(k => k.ApiVersion.Contains('/', StringComparison.Ordinal)).ThenBy(k => k.ApiVersion, StringComparer.Ordinal).ThenBy(k => k.Kind, StringComparer.Ordinal)],
            EmbeddedSchemas.All);
    }
}
