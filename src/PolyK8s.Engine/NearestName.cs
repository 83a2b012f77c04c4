namespace PolyK8s.Engine;

/// <summary>Finds the name somebody meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The name closest to <paramref name="written"/>, or null when none is close: the same in another case, or at most one in
    /// <paramref name="oneIn"/> of its letters inserted, removed, replaced or swapped with a neighbour.
    /// </summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">What could have been meant; of two equally close, the first.</param>
    /// <param name="oneIn">3 where a wrong guess misleads, 2 where the names are few and far apart.</param>
    public static string? Of(string written, IEnumerable<string> names, int oneIn = 3)
    {
        var (best, distance) = (default(string), (written.Length / oneIn) + 1);
        foreach (var name in names)
        {
            var d = name.Equals(written, StringComparison.OrdinalIgnoreCase) ? 0
                : Math.Abs(name.Length - written.Length) >= distance ? distance
                : Distance(written, name);
            if (d < distance)
            {
                (best, distance) = (name, d);
            }
        }

        return best;
    }

    private static int Distance(string left, string right)
    {
        // Three rows of the usual table: a swap of neighbours looks two rows back. Names longer than this are no typing mistakes.
        const int longest = 64;
        if (left.Length > longest || right.Length > longest)
        {
            return longest;
        }

        Span<int> before = stackalloc int[longest + 1], above = stackalloc int[longest + 1], row = stackalloc int[longest + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            above[..(right.Length + 1)].CopyTo(before);
            row[..(right.Length + 1)].CopyTo(above);
        }

        return above[right.Length];
    }
}
