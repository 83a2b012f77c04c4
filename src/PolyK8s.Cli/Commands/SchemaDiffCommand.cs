using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Cli.Sources;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s schema diff</c>: every difference between the embedded schemas and a server's own.</summary>
internal static class SchemaDiffCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "A folder of /openapi/v3 documents, as `poly-k8s schema pull` writes it" };
        var (options, output) = (new SchemaOptions(), CardOutput.Option());
        var command = new Command("diff", "Show every difference between the embedded schemas and the documents of a server; 1 if there is one.") { folder, output, options.VersionOption };
        command.SetAction(parsed =>
        {
            var problems = new List<string>();
            var named = options.Version(parsed, problems);
            var documents = problems.Count == 0 ? SchemaFolder.Read(parsed.GetRequiredValue(folder), named, [], problems).BuiltIn : null;
            problems.ForEach(terminal.Complain);
            return documents is null || problems.Count > 0 ? ExitCodes.Usage : Write(documents, named, parsed.GetValue(output) == "json", terminal);
        });
        return command;
    }

    private static int Write(SchemaPack documents, SchemaPack? named, bool asJson, Terminal terminal)
    {
        var pack = named ?? SchemaPack.Of(documents.Minor) ?? SchemaPack.Newest;
        var differences = SchemaComparison.Of(pack, documents);
        var answer = new SchemaDiff(CheckReport.CurrentVersion, KubernetesVersion.Said(pack.Minor), documents.Kinds.Count(k => k.Plural.Length > 0), differences);
        terminal.Out.Write(asJson ? CliJson.Write(answer, CliJson.Default.SchemaDiff) : answer.Text());
        return differences.IsEmpty ? ExitCodes.Clean : ExitCodes.Findings;
    }
}
