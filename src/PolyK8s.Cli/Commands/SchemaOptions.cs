using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Cli.Sources;
using PolyK8s.Engine.Schemas;

namespace PolyK8s.Cli.Commands;

/// <summary>The options that say which kinds there are and what they look like.</summary>
internal sealed class SchemaOptions
{
    private readonly Option<string?> _version = new("--kubernetes-version")
    {
        Description = $"The Kubernetes version to judge for, {KubernetesVersion.Said(SchemaPack.Default)} without it; `poly-k8s schema list` shows all",
        HelpName = "1.NN",
    };

    private readonly Option<string[]> _definitions = CheckOptions.Many("--crd", null, "FILE|DIR", "CustomResourceDefinitions: a file, or a folder with the folders in it; repeatable");
    private readonly Option<string?> _folder = new("--schema-dir") { Description = "Take the kinds from the /openapi/v3 documents in a folder, as `poly-k8s schema pull` writes them, and from the CustomResourceDefinitions in it", HelpName = "DIR" };

    /// <summary>The options, for the command.</summary>
    public IEnumerable<Option> All => [_version, _definitions, _folder];

    /// <summary>The option that names the version.</summary>
    public Option VersionOption => _version;

    /// <summary>The folder of documents; null when none is named.</summary>
    public string? Folder(ParseResult parsed) => parsed.GetValue(_folder);

    /// <summary>The pack of the version that is named; null when none is, or none is embedded.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="problems">Receives one line for a version without schemas.</param>
    public SchemaPack? Version(ParseResult parsed, List<string> problems)
    {
        var problem = default(string);
        var pack = parsed.GetValue(_version) is { } text ? KubernetesVersion.Pack(text, out problem) : null;
        problems.AddRange(problem is null ? [] : [problem]);
        return pack;
    }

    /// <summary>Reads the schemas.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="version">The pack of the version that is named.</param>
    /// <param name="reader">Reads definitions.</param>
    /// <param name="faults">Receives one line for each schema that cannot be read; the rest can still be judged by.</param>
    public KnownSchemas Read(ParseResult parsed, SchemaPack? version, InputReader reader, List<string> faults)
    {
        var definitions = new List<string>(parsed.GetValue(_definitions) ?? []);
        var builtIn = Folder(parsed) is { } folder ? SchemaFolder.Read(folder, version, definitions, faults) : version;
        return new(builtIn, Definitions.Read(definitions, builtIn ?? SchemaPack.Newest, reader, faults));
    }
}
