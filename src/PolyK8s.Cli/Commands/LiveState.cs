using System.Collections.Immutable;
using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Cluster;
using PolyK8s.Cluster.Guarded;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cli.Commands;

/// <summary>The state of an object of a cluster.</summary>
internal static class LiveState
{
    /// <summary>Reads the object; nothing when there are problems.</summary>
    public static async Task<ImmutableArray<StateAnswer>> ReadAsync(ParseResult parsed, StateOptions options, string live, string? compat, DateTimeOffset now, List<string> problems, CancellationToken cancellation)
    {
        if (live.Split('/') is not [{ Length: > 0 } kind, { Length: > 0 } name])
        {
            problems.Add($"`--live {live}` names no object; write `KIND/NAME`, as in `deployment/web`");
            return [];
        }

        using var cluster = options.Cluster.Open(parsed);
        var found = await LiveObject.GetAsync(cluster, kind, parsed.GetValue(options.Namespace)!, name, cancellation);
        return [found.Object is { } manifest ? StateAnswer.Of(manifest, compat, now) : StateAnswer.Absent(live, found.Message, compat)];
    }

    /// <summary>Follows the object, with a line for each change.</summary>
    public static async Task<int> FollowAsync(ParseResult parsed, StateOptions options, bool json, Terminal terminal, CancellationToken cancellation)
    {
        if (parsed.GetValue(options.Live)?.Split('/') is not [{ Length: > 0 } kind, { Length: > 0 } name] || parsed.GetValue(options.Compat) is not null || parsed.GetValue(options.Files) is { Length: > 0 })
        {
            terminal.Complain("`--follow` goes with `--live KIND/NAME`, and without `-f` and `--compat`: files do not change, and it is our states that are followed");
            return ExitCodes.Usage;
        }

        var problems = new List<string>();
        var timeout = options.Timeout.Read(parsed, problems);
        if (problems.Count > 0)
        {
            problems.ForEach(terminal.Complain);
            return ExitCodes.Usage;
        }

        using var cluster = options.Cluster.Open(parsed);
        var read = await LiveObject.ReaderAsync(cluster, kind, parsed.GetValue(options.Namespace)!, name, cancellation);
        Manifest? last = null;
        var end = await ObjectFollowing.FollowAsync(async c => last = await read(c), json ? _ => { } : terminal.Progress, timeout, cancellation);
        if (json)
        {
            terminal.Out.Write(StateText.Json([last is null ? StateAnswer.Absent($"{kind}/{name}", "", null) : StateAnswer.Of(last, null, TimeProvider.System.GetUtcNow())]));
        }
        else if (end.Outcome == WriteOutcome.Unfinished)
        {
            terminal.Complain(end.Line);
        }

        return end.Outcome == WriteOutcome.Settled ? ExitCodes.Clean : ExitCodes.Findings;
    }
}
