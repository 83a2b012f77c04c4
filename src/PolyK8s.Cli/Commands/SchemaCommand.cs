using System.CommandLine;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s schema</c>: the schemas manifests are judged by.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal) => new("schema", "Show the schemas that manifests are judged by, or get a cluster's own.")
    {
        SchemaListCommand.Create(terminal),
        SchemaPullCommand.Create(terminal),
        SchemaDiffCommand.Create(terminal),
    };
}
