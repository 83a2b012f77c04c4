using System.Collections.Immutable;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Kernels.RequestStatus;

namespace PolyK8s.Engine.Kernels;

/// <summary>What may not become of the status of a CertificateSigningRequest.</summary>
public static class RequestStatuses
{
    /// <summary>Everything wrong with a write, conditions first.</summary>
    /// <param name="subresource"><c>status</c>, <c>approval</c>, or empty when nobody knows which was written to.</param>
    /// <param name="before">The fields before.</param>
    /// <param name="after">The fields after.</param>
    public static ImmutableArray<StatusFault> Faults(string subresource, RequestFields before, RequestFields after)
    {
        var endpoint = subresource switch
        {
            "status" => Endpoint.create_Status(),
            "approval" => Endpoint.create_Approval(),
            _ => Endpoint.create_Whole(),
        };
        var step = Step.create(endpoint, ToKernel(before), ToKernel(after));
        return step.Passes() ? [] : [.. ConditionRows.OfRequest(before.Conditions, after.Conditions), .. step.Faults().CloneAsArray().Select(FromKernel)];
    }

    private static _IRequest ToKernel(RequestFields request) => Request.create(
        ConditionRows.ToKernel(request.Conditions),
        request.Certificate is { } text ? Certificate.create_Issued(text) : Certificate.create_None(),
        request.AllTrue);

    private static StatusFault FromKernel(_IFault fault) =>
        fault.is_CertificateReplaced ? new("certificate replaced", "certificate")
        : fault.is_CertificateOutsideStatus ? new("certificate written through approval", "certificate")
        : fault.is_DecidedOutsideApproval ? new("decided outside approval", "conditions")
        : new("condition is not True", "conditions");
}
