using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles;
using Kernel = PolyK8s.Kernels.SafeResource;

namespace PolyK8s.Engine.Kernels;

/// <summary>What is wrong with a write of a CertificateSigningRequest. Decided by the SafeResource kernel.</summary>
public static class RequestStatuses
{
    /// <summary>Every law that writing <paramref name="after"/> over <paramref name="before"/> breaks.</summary>
    public static ImmutableArray<StatusFault> Faults(RequestStatus before, RequestStatus after) =>
        [.. Of(before).Faults(Of(after)).Select(FaultOf)];

    private static Kernel.Request Of(RequestStatus status) => new(
        status.Present.Contains("Approved"),
        status.Present.Contains("Denied"),
        status.Present.Contains("Failed"),
        Moments.Of(status.Certificate));

    private static StatusFault FaultOf(Kernel._IRequestFault fault) =>
        fault.is_Removed ? new("condition withdrawn", Name(fault.dtor_condition))
        : fault.is_ApprovedAndDenied ? new("conditions exclude one another", "Approved", "Denied")
        : new("certificate changed", "certificate");

    private static string Name(Kernel._IRequestCondition condition) =>
        condition.is_Approved ? "Approved" : condition.is_Denied ? "Denied" : "Failed";
}
