using System.Collections.Immutable;
using PolyK8s.Kernels.PodPhase;

namespace PolyK8s.Engine.Kernels;

/// <summary>Which phase of a Pod may follow which.</summary>
public static class PodPhases
{
    private static readonly ImmutableArray<(string Text, _IPhase Phase)> Known =
    [
        ("", Phase.create_Unset()), ("Pending", Phase.create_Pending()), ("Running", Phase.create_Running()),
        ("Succeeded", Phase.create_Succeeded()), ("Failed", Phase.create_Failed()), ("Unknown", Phase.create_Unknown()),
    ];

    /// <summary>Whether a Pod in one phase may be in the other next; staying is always allowed.</summary>
    public static bool MayBecome(string from, string to) => from == to || (!ToKernel(to).is_Other && ToKernel(from).MayBecome(ToKernel(to)));

    /// <summary>The phases that may follow, the same one left out.</summary>
    public static ImmutableArray<string> Next(string from) =>
        [.. ToKernel(from).Next().CloneAsArray().Select(next => Known.First(k => k.Phase.Equals(next)).Text)];

    private static _IPhase ToKernel(string text)
    {
        foreach (var known in Known)
        {
            if (known.Text == text)
            {
                return known.Phase;
            }
        }

        return Phase.create_Other();
    }
}
