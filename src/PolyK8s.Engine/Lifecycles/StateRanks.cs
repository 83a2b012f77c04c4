using System.Collections.Immutable;

namespace PolyK8s.Engine.Lifecycles;

/// <summary>How far each state is from rest: the search whose result the kernel checks.</summary>
internal static class StateRanks
{
    /// <summary>The number of transitions from each state to one at rest, not through deletion; one more than there are states where there is no way.</summary>
    public static int[] Of(ImmutableArray<TableState> states)
    {
        var ranks = states.Select(s => s.Level is StateLevel.Settled or StateLevel.Ended ? 0 : states.Length + 1).ToArray();
        for (var round = 0; round < states.Length; round++)
        {
            for (var i = 0; i < ranks.Length; i++)
            {
                ranks[i] = Math.Min(ranks[i], Next(states, states[i]).Where(n => n >= 0 && states[n].Level != StateLevel.Leaving).Select(n => ranks[n] + 1).DefaultIfEmpty(ranks[i]).Min());
            }
        }

        return ranks;
    }

    /// <summary>The places of the states that may follow; -1 for a name that is none.</summary>
    public static IEnumerable<int> Next(ImmutableArray<TableState> states, TableState state)
    {
        foreach (var name in state.Next)
        {
            yield return Place(states, s => s.Name == name);
        }

        if (state.Level != StateLevel.Leaving)
        {
            yield return Place(states, s => s.Level == StateLevel.Leaving);
        }
    }

    private static int Place(ImmutableArray<TableState> states, Func<TableState, bool> isIt)
    {
        for (var i = 0; i < states.Length; i++)
        {
            if (isIt(states[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
