using PolyK8s.Engine.Networks;
using PolyK8s.Kernels.SafePolicy;

namespace PolyK8s.Engine.Kernels.Network;

/// <summary>What the policies of one end say about a flow.</summary>
/// <param name="Side">In words for everybody.</param>
/// <param name="Kernel">In the kernel's types.</param>
internal readonly record struct Ruling(SideVerdict Side, _IRuling Kernel);
