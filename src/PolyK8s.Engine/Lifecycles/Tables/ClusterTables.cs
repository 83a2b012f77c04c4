using static PolyK8s.Engine.Lifecycles.StateLevel;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>Namespaces, Nodes and certificate requests.</summary>
internal static class ClusterTables
{
    /// <summary>Namespaces. What is Terminating never comes back.</summary>
    public static LifecycleTable Namespaces { get; } = new()
    {
        Kinds = [new("", "Namespace")],
        Fields = [FieldSource.Word("phase", "status.phase")],
        States = [new("Active", Settled)],
        Rows =
        [
            new("phase = Terminating", "Terminating", "NamespaceTerminating", "what is in it is being deleted"),
            new("", "Active", "NamespaceActive", "objects may be made in it"),
        ],
    };

    /// <summary>Nodes. Whether Pods may be scheduled to one is another matter.</summary>
    public static LifecycleTable Nodes { get; } = new()
    {
        Kinds = [new("", "Node")],
        Fields = [FieldSource.Word("cordoned", "spec.unschedulable", "false")],
        States =
        [
            new("NotObserved", Underway, "Ready", "NotReady", "Unreachable"),
            new("Ready", Settled, "NotReady", "Unreachable"),
            new("NotReady", Failing, "Ready", "Unreachable"),
            new("Unreachable", Failing, "Ready", "NotReady"),
        ],
        Rows =
        [
            new("Ready=True & cordoned = true", "Ready", "{Ready.reason}", "it is ready and takes no new Pods"),
            new("Ready=True", "Ready", "{Ready.reason}", "{Ready.message}"),
            new("Ready=False", "NotReady", "{Ready.reason}", "{Ready.message}"),
            new("Ready=Unknown", "Unreachable", "{Ready.reason}", "{Ready.message}"),
            new("", "NotObserved", "NoReadyCondition", "its kubelet has not said whether it is ready"),
        ],
    };

    /// <summary>CertificateSigningRequests. A decision stays, and a certificate is issued once.</summary>
    public static LifecycleTable Requests { get; } = new()
    {
        Kinds = [new("certificates.k8s.io", "CertificateSigningRequest")],
        Fields = [FieldSource.Word("certificate", "status.certificate")],
        States =
        [
            new("Pending", Held, "Approved", "Denied", "Failed", "Issued"),
            new("Approved", Underway, "Issued", "Failed"),
            new("Issued", Ended),
            new("Denied", Ended),
            new("Failed", Ended),
        ],
        Rows =
        [
            new("Denied", "Denied", "{Denied.reason}", "{Denied.message}"),
            new("Failed", "Failed", "{Failed.reason}", "{Failed.message}"),
            new("Approved & certificate?", "Issued", "{Approved.reason}", "the certificate is issued"),
            new("Approved", "Approved", "{Approved.reason}", "{Approved.message}"),
            new("", "Pending", "NotDecided", "nobody has approved or denied it"),
        ],
        Invariants =
        [
            new("Approved & Denied", "approved and denied", "status.conditions"),
            new("certificate? & !Approved", "a certificate without approval", "status.certificate"),
            new("Approved=False", "a decision that is not True", "status.conditions"),
            new("Denied=False", "a decision that is not True", "status.conditions"),
        ],
    };
}
