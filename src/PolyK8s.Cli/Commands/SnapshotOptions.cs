using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Cli.Sources;
using PolyK8s.Engine;

namespace PolyK8s.Cli.Commands;

/// <summary>The options that say what is known of the cluster; every command that judges has them.</summary>
internal sealed class SnapshotOptions
{
    private readonly Option<string[]> _state = CheckOptions.Many("--state", null, "DIR", "The other objects of the cluster: a folder, with the folders in it, or a file; repeatable");
    private readonly Option<string[]> _policies = CheckOptions.Many("--policies", null, "DIR", "Policies (SafetyProfile): a folder, with the folders in it, or a file; repeatable. Without policies every rule is enforced");

    /// <summary>The options, for the command.</summary>
    public IEnumerable<Option> All => [_state, _policies];

    /// <summary>Opens what the options name.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ns">The namespace of namespaced objects that name none.</param>
    /// <param name="reader">Reads files.</param>
    /// <param name="book">The rules that policies may name.</param>
    /// <param name="problems">Receives one line for each mistake.</param>
    /// <returns>The source; null when there are problems.</returns>
    public ISnapshotSource? Open(ParseResult parsed, string ns, InputReader reader, RuleBook book, List<string> problems) =>
        FileSnapshot.Read(
            new() { State = [.. parsed.GetValue(_state) ?? []], Policies = [.. parsed.GetValue(_policies) ?? []], Namespace = ns },
            reader,
            book,
            problems);
}
