using static PolyK8s.Engine.Lifecycles.StateLevel;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>Kinds that extend or guard the API server.</summary>
internal static class ApiTables
{
    /// <summary>CustomResourceDefinitions.</summary>
    public static LifecycleTable Definitions { get; } = new()
    {
        Kinds = [new("apiextensions.k8s.io", "CustomResourceDefinition")],
        States =
        [
            new("Installing", Underway, "NamesRejected", "NonStructural", "NotEstablished", "Established"),
            new("NamesRejected", Failing, "Installing", "NonStructural", "NotEstablished", "Established"),
            new("NonStructural", Failing, "Installing", "NamesRejected", "NotEstablished", "Established"),
            new("NotEstablished", Failing, "Installing", "NamesRejected", "NonStructural", "Established"),
            new("Established", Settled, "Installing", "NamesRejected", "NonStructural", "NotEstablished"),
        ],
        Rows =
        [
            new("Terminating=True", "Terminating", "{Terminating.reason}", "{Terminating.message}"),
            new("NamesAccepted=False", "NamesRejected", "{NamesAccepted.reason}", "{NamesAccepted.message}"),
            new("NonStructuralSchema=True", "NonStructural", "{NonStructuralSchema.reason}", "{NonStructuralSchema.message}"),
            new("Established=True", "Established", "{Established.reason}", "{Established.message}"),
            new("Established=False:!Installing", "NotEstablished", "{Established.reason}", "{Established.message}"),
            new("", "Installing", "Installing", "its names are being claimed"),
        ],
        Invariants = [new("Established=True & NamesAccepted=False:MultipleNamesNotAllowed", "established without names", "status.conditions")],
    };

    /// <summary>APIServices.</summary>
    public static LifecycleTable ApiServices { get; } = new()
    {
        Kinds = [new("apiregistration.k8s.io", "APIService")],
        States = [new("NotObserved", Underway, "Available", "Unavailable"), new("Available", Settled, "Unavailable"), new("Unavailable", Failing, "Available")],
        Rows =
        [
            new("Available=True", "Available", "{Available.reason}", "{Available.message}"),
            new("Available", "Unavailable", "{Available.reason}", "{Available.message}"),
            new("", "NotObserved", "NotObserved", "the aggregator has not tried it yet"),
        ],
    };

    /// <summary>Flow control.</summary>
    public static LifecycleTable FlowControl { get; } = new()
    {
        Kinds = [new("flowcontrol.apiserver.k8s.io", "FlowSchema"), new("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration")],
        States = [new("Dangling", Failing, "Ready"), new("Ready", Settled, "Dangling")],
        Rows = [new("Dangling=True", "Dangling", "{Dangling.reason}", "{Dangling.message}"), new("", "Ready", "Ready", "it is in use")],
    };

    /// <summary>Admission policies in CEL.</summary>
    public static LifecycleTable AdmissionPolicies { get; } = new()
    {
        Kinds = [new("admissionregistration.k8s.io", "ValidatingAdmissionPolicy"), new("admissionregistration.k8s.io", "MutatingAdmissionPolicy")],
        Fields = [.. Common.Fields, FieldSource.Count("warnings", "status.typeChecking.expressionWarnings")],
        States = Common.States(new("NotObserved", Underway, "Warned", "Checked"), new("Warned", Held, "NotObserved", "Checked"), new("Checked", Settled, "NotObserved", "Warned")),
        Rows =
        [
            .. Common.Rows,
            new("warnings > 0", "Warned", "TypeCheckWarnings", "{warnings} of its expressions do not fit the types they are about"),
            new("observed?", "Checked", "TypeChecked", "its expressions were checked"),
            new("", "NotObserved", "NotObserved", "its expressions were not checked yet"),
        ],
        Invariants = Common.Invariants,
    };

    /// <summary>ResourceClaims of devices.</summary>
    public static LifecycleTable DeviceClaims { get; } = new()
    {
        Kinds = [new("resource.k8s.io", "ResourceClaim")],
        Fields = [new("allocation", "status.allocation"), FieldSource.Count("reserved", "status.reservedFor")],
        States = [new("Unallocated", Underway, "Allocated", "Reserved"), new("Allocated", Settled, "Unallocated", "Reserved"), new("Reserved", Settled, "Allocated", "Unallocated")],
        Rows =
        [
            new("allocation? & reserved > 0", "Reserved", "Reserved", "{reserved} consumers have it"),
            new("allocation?", "Allocated", "Allocated", "devices are set aside, and nobody has them"),
            new("", "Unallocated", "Unallocated", "no devices are set aside yet"),
        ],
        Invariants =
        [
            new("reserved > 0 & !allocation?", "reserved and not allocated", "status.reservedFor"),
            new("reserved > 256", "more than 256 consumers", "status.reservedFor"),
        ],
    };
}
