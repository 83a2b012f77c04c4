namespace PolyK8s.SchemaGenerator;

/// <summary>The minors the pack covers, and ranges of them.</summary>
internal static class Minors
{
    /// <summary>The oldest.</summary>
    public const int First = 32;

    /// <summary>The newest.</summary>
    public const int Last = 37;

    /// <summary>Runs of consecutive minors that say the same.</summary>
    public static IEnumerable<(T Value, int From, int To)> Ranges<T>(SortedDictionary<int, T> at, Func<T, string> line)
    {
        var open = default((T Value, int From, int To)?);
        foreach (var (minor, value) in at)
        {
            if (open is { } run && run.To == minor - 1 && line(run.Value) == line(value))
            {
                open = (run.Value, run.From, minor);
                continue;
            }

            if (open is { } closed)
            {
                yield return closed;
            }

            open = (value, minor, minor);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    /// <summary>How a range is written; nothing when it is all of them.</summary>
    public static string Suffix(int from, int to) => from == First && to == Last ? "" : $" @{from}-{to}";
}
