using System.Collections.Immutable;
using System.CommandLine;
using PolyK8s.Cli.Output;
using PolyK8s.Cluster;

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
}
