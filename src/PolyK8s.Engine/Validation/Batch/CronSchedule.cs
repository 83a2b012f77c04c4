using System.Collections.Immutable;
using System.Globalization;

namespace PolyK8s.Engine.Validation.Batch;

/// <summary>The five fields of a schedule, or a word such as <c>@daily</c>.</summary>
/// <remarks>Mirrors <c>ParseStandard</c> of github.com/robfig/cron/v3, which the server parses schedules with; the messages are its own.</remarks>
internal static class CronSchedule
{
    private static readonly ImmutableArray<(int Least, int Most, string[] Names)> Fields =
    [
        (0, 59, []), (0, 23, []), (1, 31, []),
        (1, 12, ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        (0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    /// <summary>What is wrong with a schedule; null if nothing.</summary>
    public static string? Fault(string schedule)
    {
        if (schedule.StartsWith("TZ=", StringComparison.Ordinal) || schedule.StartsWith("CRON_TZ=", StringComparison.Ordinal))
        {
            schedule = schedule.IndexOf(' ', StringComparison.Ordinal) is var space and >= 0 ? schedule[space..].Trim() : "";
        }

        if (schedule is ['@', ..])
        {
            return Word(schedule);
        }

        var fields = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != Fields.Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"expected exactly {Fields.Length} fields, found {fields.Length}: [{string.Join(' ', fields)}]");
        }

        return fields.Zip(Fields, FieldFault).FirstOrDefault(fault => fault is not null);
    }

    private static string? Word(string word) => word switch
    {
        "@yearly" or "@annually" or "@monthly" or "@weekly" or "@daily" or "@midnight" or "@hourly" => null,
        ['@', 'e', 'v', 'e', 'r', 'y', ' ', .. var duration] => GoDuration.IsValid(duration) ? null : $"failed to parse duration {word}: time: invalid duration {GoText.Quote(duration)}",
        _ => $"unrecognized descriptor: {word}",
    };

    private static string? FieldFault(string field, (int Least, int Most, string[] Names) bounds) =>
        field.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(range => RangeFault(range, bounds)).FirstOrDefault(fault => fault is not null);

    private static string? RangeFault(string range, (int Least, int Most, string[] Names) bounds)
    {
        var steps = range.Split('/');
        var ends = steps[0].Split('-');
        if (steps.Length > 2 || ends.Length > 2)
        {
            return steps.Length > 2 && ends.Length <= 2 ? $"too many slashes: {range}" : $"too many hyphens: {range}";
        }

        var any = ends[0] is "*" or "?";
        if (!any && (Number(ends[0], bounds) is null || (ends.Length == 2 && Number(ends[1], bounds) is null)))
        {
            var bad = Number(ends[0], bounds) is null ? ends[0] : ends[1];
            return NumberFault(bad);
        }

        var first = any ? bounds.Least : Number(ends[0], bounds)!.Value;
        var last = any ? bounds.Most : ends.Length == 2 ? Number(ends[1], bounds)!.Value : steps.Length == 2 ? bounds.Most : first;
        if (steps.Length == 2 && Number(steps[1], (0, 0, [])) is null)
        {
            return NumberFault(steps[1]);
        }

        return (first < bounds.Least, last > bounds.Most, first > last, steps.Length == 2 && Number(steps[1], (0, 0, [])) == 0) switch
        {
            (true, _, _, _) => string.Create(CultureInfo.InvariantCulture, $"beginning of range ({first}) below minimum ({bounds.Least}): {range}"),
            (_, true, _, _) => string.Create(CultureInfo.InvariantCulture, $"end of range ({last}) above maximum ({bounds.Most}): {range}"),
            (_, _, true, _) => string.Create(CultureInfo.InvariantCulture, $"beginning of range ({first}) beyond end of range ({last}): {range}"),
            (_, _, _, true) => $"step of range should be a positive number: {range}",
            _ => null,
        };
    }

    private static int? Number(string text, (int Least, int Most, string[] Names) bounds)
    {
        var name = Array.IndexOf(bounds.Names, text.ToLowerInvariant());
        return name >= 0 && text.Length > 0 ? name
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number
            : null;
    }

    private static string NumberFault(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < 0
            ? string.Create(CultureInfo.InvariantCulture, $"negative number ({number}) not allowed: {text}")
            : $"failed to parse int from {text}: strconv.Atoi: parsing {GoText.Quote(text)}: invalid syntax";
}
