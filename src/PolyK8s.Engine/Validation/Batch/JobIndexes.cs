using System.Globalization;

namespace PolyK8s.Engine.Validation.Batch;

/// <summary>Sets of indexes of a Job: <c>0,2-5</c>.</summary>
/// <remarks>Mirrors <c>validateIndexesFormat</c> of <c>pkg/apis/batch/validation</c>.</remarks>
internal static class JobIndexes
{
    /// <summary>How many indexes a text names, and what is wrong with it.</summary>
    public static (long Count, string? Fault) Count(string text, long completions)
    {
        var (total, last) = (0L, -1L);
        foreach (var interval in text.Length == 0 ? [] : text.Split(','))
        {
            var limits = interval.Split('-');
            if (limits.Length > 2)
            {
                return (0, $"the fragment {GoText.Quote(interval)} violates the requirement that an index interval can have at most two parts separated by '-'");
            }

            foreach (var (limit, isEnd) in limits.Select((limit, i) => (limit, i == 1)))
            {
                if (!long.TryParse(limit, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
                {
                    return (0, $"cannot convert string to integer for index: {GoText.Quote(limit)}");
                }

                if (index >= completions)
                {
                    return (0, $"too large index: {GoText.Quote(limit)}");
                }

                if (last >= index && total > 0)
                {
                    return (0, $"non-increasing order, previous: {last}, current: {index}");
                }

                (total, last) = (total + (isEnd ? index - last : 1), index);
            }
        }

        return (total, null);
    }
}
