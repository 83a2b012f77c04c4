using System.Collections.Immutable;
using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Cluster;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Cli.Commands;

/// <summary>Where a rollout is read from: files, or a cluster.</summary>
internal sealed class RolloutSource
{
    private readonly SnapshotOptions _options = new();

    /// <summary>The workload, <c>KIND/NAME</c>.</summary>
    public Argument<string> Word { get; } = new("KIND/NAME") { Description = "deployment/NAME, statefulset/NAME or daemonset/NAME" };

    /// <summary>Its namespace.</summary>
    public Option<string> Namespace { get; } = new("--namespace", "-n") { Description = "The namespace", HelpName = "NS", DefaultValueFactory = _ => "default" };

    /// <summary>The options, for the command.</summary>
    public IEnumerable<Option> All => [Namespace, .. _options.All];

    /// <summary>Whether a cluster is read.</summary>
    public bool IsLive(ParseResult parsed) => _options.IsLive(parsed);

    /// <summary>A command about one workload.</summary>
    public Command Command(string name, string description, params ReadOnlySpan<Option> more)
    {
        var command = new Command(name, description) { Word };
        foreach (var option in (Option[])[.. more, .. All])
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>The workload and, where asked for, what keeps its revisions; null when there are problems.</summary>
    /// <exception cref="ClusterException">The cluster cannot be read.</exception>
    public async Task<(RolloutWorkload Workload, ImmutableArray<Manifest> Keepers)?> ReadAsync(
        ParseResult parsed, bool withHistory, Terminal terminal, Judge judge, List<string> problems, CancellationToken cancellation)
    {
        var name = RolloutName.Parse(parsed.GetRequiredValue(Word), problems);
        if (name is not null && !_options.IsLive(parsed) && !_options.HasFiles(parsed))
        {
            problems.Add("the workload is not known; give its file with `--state FILE`, or `--live` to read it from the cluster");
        }

        if (name is null || problems.Count > 0)
        {
            return null;
        }

        var (found, keepers) = _options.IsLive(parsed) ? await LiveAsync(parsed, name, withHistory, cancellation) : await FiledAsync(parsed, name, terminal, judge, problems, cancellation);
        if (found is null)
        {
            return null;
        }

        var (workload, problem) = RolloutWorkload.Read(found);
        problems.AddRange(problem is null ? [] : [$"{found.Reference}: {problem}"]);
        return workload is null ? null : (workload, keepers);
    }

    private async Task<(Manifest?, ImmutableArray<Manifest>)> LiveAsync(ParseResult parsed, RolloutName name, bool withHistory, CancellationToken cancellation)
    {
        using var cluster = _options.Connect(parsed);
        var (objects, ns) = (new WorkloadObjects(cluster), parsed.GetRequiredValue(Namespace));
        return (await objects.ReadAsync(name.Kind, ns, name.Name, cancellation), withHistory ? await objects.KeepersAsync(name.Kind, ns, cancellation) : []);
    }

    private async Task<(Manifest?, ImmutableArray<Manifest>)> FiledAsync(ParseResult parsed, RolloutName name, Terminal terminal, Judge judge, List<string> problems, CancellationToken cancellation)
    {
        var ns = parsed.GetRequiredValue(Namespace);
        var source = await _options.OpenAsync(parsed, ns, Mode.Enforce, new InputReader(terminal), judge.Book, problems, cancellation);
        if (source?.Current.View is not { } view)
        {
            return (null, []);
        }

        var found = view.Of("apps", name.Kind).Find(ns, name.Name);
        problems.AddRange(found is null ? [$"there is no {name.Kind} `{name.Name}` in namespace `{ns}` of what was given"] : []);
        return (found, [.. RolloutHistory.Keepers(view, name.Kind)]);
    }
}
