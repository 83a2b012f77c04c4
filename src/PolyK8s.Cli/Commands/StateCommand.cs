using System.CommandLine;
using PolyK8s.Cli.Input;
using PolyK8s.Cli.Output;

namespace PolyK8s.Cli.Commands;

/// <summary><c>poly-k8s state</c>.</summary>
internal static class StateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var (options, output) = (new StateOptions(), CardOutput.Option());
        var command = new Command("state", "Say in which state objects are, in our words or in those of another tool.") { output };
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var problems = new List<string>();
            if (parsed.GetValue(options.Follow))
            {
                return await LiveState.FollowAsync(parsed, options, parsed.GetValue(output) == "json", terminal, cancellation);
            }

            var states = await ReadAsync(parsed, options, terminal, problems, cancellation);
            if (!states.IsDefaultOrEmpty)
            {
                terminal.Out.Write(parsed.GetValue(output) == "json" ? StateText.Json(states) : StateText.Lines(states));
            }

            problems.ForEach(terminal.Complain);
            return problems.Count > 0 ? ExitCodes.Usage : ExitCodes.Clean;
        });
        return command;
    }

    private static async Task<System.Collections.Immutable.ImmutableArray<StateAnswer>> ReadAsync(ParseResult parsed, StateOptions options, Terminal terminal, List<string> problems, CancellationToken cancellation)
    {
        var (compat, now) = (parsed.GetValue(options.Compat), TimeProvider.System.GetUtcNow());
        var (files, live) = (parsed.GetValue(options.Files) ?? [], parsed.GetValue(options.Live));
        if (files.Length > 0 == live is not null)
        {
            problems.Add(live is null ? "there is nothing to look at; name files with `-f`, or an object of the cluster with `--live KIND/NAME`" : "`-f` and `--live` are two places to look; leave one of them out");
            return [];
        }

        if (live is not null)
        {
            return await LiveState.ReadAsync(parsed, options, live, compat, now, problems, cancellation);
        }

        var set = new InputReader(terminal).Read(files, parsed.GetValue(options.Recursive), problems, takesRepeated: true);
        problems.AddRange(set.Faults.Select(fault => fault.Sentence));
        if (set.Manifests.IsEmpty && problems.Count == 0)
        {
            problems.Add($"there is no object in {string.Join(", ", files.Select(file => $"`{file}`"))}");
        }

        // Whoever reads a state takes the last, and so do the tools whose words are asked for; whether it may be there twice is for `check`.
        foreach (var (file, key) in set.Manifests.SelectMany(m => m.Repeated.Select(key => (m.File, key))))
        {
            terminal.Complain($"{file}:{key.Place}: {key.Fact}; the last one counts");
        }

        return [.. set.Manifests.Select(m => StateAnswer.Of(m, compat, now))];
    }
}
