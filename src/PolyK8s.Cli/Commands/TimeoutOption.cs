using System.CommandLine;
using System.Globalization;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Cli.Commands;

/// <summary><c>--timeout</c>: a duration as kubectl takes it, or seconds.</summary>
/// <param name="what">What ends after it.</param>
/// <param name="usual">The time when none is given.</param>
internal sealed class TimeoutOption(string what, string usual = "10m")
{
    // Longer than any rollout; a timer can hold it.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>The option.</summary>
    public Option<string> Option { get; } = new("--timeout") { Description = $"When {what} ends: 60s, 1m30s, or seconds; 0 looks once", HelpName = "DURATION", DefaultValueFactory = _ => usual };

    /// <summary>The time.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="problems">Receives one line for what is no time to wait.</param>
    public TimeSpan Read(ParseResult parsed, List<string> problems)
    {
        var text = parsed.GetRequiredValue(Option);
        var time = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : GoDuration.Parse(text);
        if (time >= TimeSpan.Zero && time <= Longest)
        {
            return time.Value;
        }

        problems.Add($"`--timeout {text}` is no time to wait; write `60s`, `1m30s` or seconds, from 0 to {Longest.TotalHours:0}h");
        return TimeSpan.Zero;
    }
}
