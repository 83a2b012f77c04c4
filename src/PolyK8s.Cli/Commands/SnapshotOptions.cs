using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Cli.Sources;
using PolyK8s.Cluster;
using PolyK8s.Engine;

namespace PolyK8s.Cli.Commands;

/// <summary>The options that say what is known of the cluster; every command that judges manifests has them.</summary>
internal sealed class SnapshotOptions
{
    private readonly Option<string[]> _state = CheckOptions.Many("--state", null, "DIR", "The other objects of the cluster: a folder, with the folders in it, or a file; repeatable");
    private readonly Option<string[]> _policies = CheckOptions.Many("--policies", null, "DIR", "Policies (SafetyProfile): a folder, with the folders in it, or a file; repeatable");
    private readonly Option<bool> _live = new("--live") { Description = "Read the other objects and the policies from the cluster" };
    private readonly ClusterOptions _cluster = new();

    /// <summary>The options, for the command.</summary>
    public IEnumerable<Option> All => [_state, _policies, _live, .. _cluster.All];

    /// <summary>Whether a cluster is to be read.</summary>
    public bool IsLive(ParseResult parsed) => parsed.GetValue(_live) || _cluster.AreGiven(parsed);

    /// <summary>Whether to read the names of Secrets.</summary>
    public bool SecretNames(ParseResult parsed) => _cluster.SecretNames(parsed);

    /// <summary>Whether files are given.</summary>
    public bool HasFiles(ParseResult parsed) => parsed.GetValue(_state) is { Length: > 0 } || parsed.GetValue(_policies) is { Length: > 0 };

    /// <summary>The cluster the options name.</summary>
    /// <exception cref="ClusterException">There is no such cluster.</exception>
    public ClusterConnection Connect(ParseResult parsed, Author? impersonated = null) => _cluster.Open(parsed, impersonated);

    /// <summary>Reads once what the options name: the cluster, the files, or the files laid over the cluster.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ns">The namespace of namespaced objects that name none.</param>
    /// <param name="default">The mode of rules that no policy names.</param>
    /// <param name="reader">Reads files.</param>
    /// <param name="book">The rules that policies may name.</param>
    /// <param name="problems">Receives one line for each mistake.</param>
    /// <param name="cancellation">Gives up reading the cluster.</param>
    /// <returns>The source; null when there are problems.</returns>
    /// <exception cref="ClusterException">The cluster cannot be read.</exception>
    public async Task<ISnapshotSource?> OpenAsync(ParseResult parsed, string ns, Mode @default, InputReader reader, RuleBook book, List<string> problems, CancellationToken cancellation)
    {
        var files = FileSnapshot.Read(
            new() { State = [.. parsed.GetValue(_state) ?? []], Policies = [.. parsed.GetValue(_policies) ?? []], Default = @default, Namespace = ns },
            reader,
            book,
            problems);
        if (files is null || !IsLive(parsed))
        {
            return files;
        }

        using var cluster = Connect(parsed);
        var live = await LiveView.LoadOnceAsync(cluster, book, @default, _cluster.SecretNames(parsed), cancellation);
        var view = live.View.With(files.Objects);
        return new FixedSnapshot(parsed.GetValue(_policies) is { Length: > 0 }
            ? new(view.WithPoliciesOf(files.Current.View), files.Current.Policies, live.NotReady)
            : new(view, live.Policies, live.NotReady));
    }
}
