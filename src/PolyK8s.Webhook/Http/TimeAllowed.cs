using Microsoft.Extensions.Primitives;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Webhook.Http;

/// <summary>The time one review may take: the caller's <c>?timeout=</c> or our own limit, less a margin for the way back.</summary>
internal static class TimeAllowed
{
    /// <summary>The time; null when <paramref name="timeout"/> is no duration.</summary>
    /// <param name="timeout">What the caller asked for, as Go writes durations: <c>3s</c>, <c>1m30s</c>, <c>500ms</c>; empty for nothing.</param>
    /// <param name="options">The limits.</param>
    public static TimeSpan? Of(StringValues timeout, AdmissionOptions options)
    {
        if (timeout.Count == 0)
        {
            return options.MaxTime - options.Margin;
        }

        if (timeout.Count > 1 || GoDuration.Parse(timeout.ToString()) is not { } asked || asked <= TimeSpan.Zero)
        {
            return null;
        }

        var time = asked < options.MaxTime ? asked : options.MaxTime;
        // A caller in a hurry still leaves us half of its time.
        return time > options.Margin * 2 ? time - options.Margin : time / 2;
    }
}
