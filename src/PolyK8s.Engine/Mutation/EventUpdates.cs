using System.Globalization;
using PolyK8s.Engine.Validation;

namespace PolyK8s.Engine.Mutation;

/// <summary>When an Event happened.</summary>
/// <remarks>Mirrors <c>ValidateEventUpdate</c> of <c>pkg/apis/core/validation</c>: what is finer than a microsecond may get lost.</remarks>
internal static class EventUpdates
{
    private const long TicksOfMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary>The time stays.</summary>
    public static void Time(Transition change)
    {
        var now = change.New("eventTime");
        if (Microseconds(now.Text) != Microseconds(change.Old("eventTime")?.Text ?? ""))
        {
            now.Invalid(now.IsSet ? GoText.Quote(now.Text) : "null", Rows.Immutable);
        }
    }

    // A text that is no time is refused elsewhere; here it counts as none.
    private static long? Microseconds(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time.UtcTicks / TicksOfMicrosecond : null;
}
