using Kernel = PolyK8s.Kernels.SafeResource;

namespace PolyK8s.Engine.Kernels;

/// <summary>A value that is set once: null is not set.</summary>
internal static class Moments
{
    /// <summary>The kernel's form.</summary>
    public static Kernel._IMoment Of(string? text) => text is null ? Kernel.Moment.create_Never__() : Kernel.Moment.create_At(text);
}
