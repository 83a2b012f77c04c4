namespace PolyK8s.Cluster.Reporting;

/// <summary>Which reports are written.</summary>
public enum ReportKind
{
    /// <summary>None.</summary>
    None,

    /// <summary><c>Report</c> and <c>ClusterReport</c> of openreports.io/v1alpha1.</summary>
    OpenReports,

    /// <summary><c>PolicyReport</c> and <c>ClusterPolicyReport</c> of wgpolicyk8s.io/v1alpha2.</summary>
    PolicyReports,
}
