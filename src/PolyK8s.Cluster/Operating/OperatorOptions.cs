using PolyK8s.Cluster.Leading;
using PolyK8s.Cluster.Reporting;

namespace PolyK8s.Cluster.Operating;

/// <summary>Who a replica is, and where the product is installed.</summary>
/// <param name="Namespace">The product's own namespace.</param>
/// <param name="Identity">The replica's name; no two have the same.</param>
public sealed record OperatorOptions(string Namespace, string Identity)
{
    /// <summary>The Lease by which the replicas agree on a leader.</summary>
    public string Lease { get; init; } = "poly-k8s";

    /// <summary>The name of both webhook configurations.</summary>
    public string Configuration { get; init; } = "poly-k8s";

    /// <summary>Which reports the background check writes.</summary>
    public ReportKind Reports { get; init; } = ReportKind.None;

    /// <summary>How long a lead lasts.</summary>
    public LeaseTiming Timing { get; init; } = new();
}
