namespace PolyK8s.Engine.Validation.Resource;

/// <summary>What devices share, and what each takes of it.</summary>
/// <remarks>Mirrors <c>validateCounterSet</c> and <c>validateDeviceCounterConsumption</c> of <c>pkg/apis/resource/validation</c>.</remarks>
internal static class DeviceCounters
{
    private const int MostSets = 8;
    private const int MostOfDevice = 2;
    private const int MostCounters = 32;

    /// <summary>The sets of counters of a slice.</summary>
    public static void Sets(Field sets) => Check(sets, "name", MostSets);

    /// <summary>What a device takes of the counters.</summary>
    public static void Consumed(Field consumed) => Check(consumed, "counterSet", MostOfDevice);

    private static void Check(Field sets, string name, int most)
    {
        if (sets.Count > most)
        {
            sets.TooMany(most);
            return;
        }

        foreach (var set in sets.Items())
        {
            set[name].RequiredMust(DnsNames.Label);
            Counters(set["counters"]);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets.Items().Where(set => !names.Add(set[name].Text)))
        {
            set.Duplicate(GoText.Quote(set[name].Text));
        }
    }

    private static void Counters(Field counters)
    {
        if (counters.Count == 0)
        {
            counters.Required();
        }
        else if (counters.Count > MostCounters)
        {
            counters.TooMany(MostCounters);
        }
        else
        {
            foreach (var (key, counter) in counters.Entries())
            {
                foreach (var fault in DnsNames.Label(key))
                {
                    counter.Invalid(GoText.Quote(key), fault);
                }
            }
        }
    }
}
