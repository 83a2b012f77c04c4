using System.Collections.Immutable;
using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cli.Commands;

/// <summary>The options of commands that look at a set of objects as a whole.</summary>
internal sealed class ManifestOptions
{
    private readonly Option<string[]> _files = CheckOptions.Many("--filename", "-f", "FILE|DIR|-", "The objects: a file, a folder, or - for standard input; repeatable");
    private readonly Option<bool> _recursive = new("--recursive", "-R") { Description = "Look into the folders of a folder; hidden ones and links are left out" };
    private readonly Option<string> _namespace = new("--namespace", "-n") { Description = "The namespace of objects that name none", HelpName = "NS", DefaultValueFactory = _ => "default" };

    /// <summary>The options, for the command.</summary>
    public IEnumerable<Option> All => [_files, _recursive, _namespace];

    /// <summary>Whether files are named.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_files) is { Length: > 0 };

    /// <summary>The namespace of objects that name none.</summary>
    public string Namespace(ParseResult parsed) => parsed.GetRequiredValue(_namespace);

    /// <summary>The objects.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Gives standard input.</param>
    /// <param name="problems">Receives one line for each file or document that cannot be read, and one when nothing is left.</param>
    public ImmutableArray<Manifest> Read(ParseResult parsed, Terminal terminal, List<string> problems)
    {
        var files = parsed.GetValue(_files) ?? [];
        if (files.Length == 0)
        {
            problems.Add("there is nothing to look at; name a file, a folder or `-` with `-f`");
            return [];
        }

        var read = new InputReader(terminal).Read(files, parsed.GetValue(_recursive), problems);
        problems.AddRange(read.Faults.Select(fault => fault.Sentence));
        if (read.Manifests.IsEmpty && problems.Count == 0)
        {
            problems.Add($"there is no object in {string.Join(", ", files.Select(file => $"`{file}`"))}");
        }

        return [.. read.Manifests.Select(m => Placement.In(Namespace(parsed), m))];
    }
}
