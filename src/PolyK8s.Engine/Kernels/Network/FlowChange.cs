using PolyK8s.Engine.Networks;
using PolyK8s.Kernels.NetworkRules;
using PolyK8s.Kernels.NetworkZones;
using PolyK8s.Kernels.SafePolicy;
using KernelOutcome = PolyK8s.Kernels.SafePolicy.Outcome;

namespace PolyK8s.Engine.Kernels.Network;

/// <summary>What a change does to one flow.</summary>
internal static class FlowChange
{
    /// <summary>1 for gained, -1 for lost, 0 for neither.</summary>
    public static int Of(Reach before, Reach after)
    {
        var difference = Difference.Of(ToKernel(before), ToKernel(after));
        return difference.is_Gained ? 1 : difference.is_Lost ? -1 : 0;
    }

    /// <summary>The kernel's answer.</summary>
    public static _IOutcome ToKernel(Reach reach) => reach switch
    {
        Reach.Allowed => KernelOutcome.create_Allowed(),
        Reach.Denied => KernelOutcome.create_Denied(),
        _ => KernelOutcome.create_Unknown(Reason.create_PodAddress()),
    };
}
