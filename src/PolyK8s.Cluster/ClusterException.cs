using System.Diagnostics.CodeAnalysis;

namespace PolyK8s.Cluster;

/// <summary>The cluster cannot be used as asked; the message is one line for whoever asked.</summary>
[SuppressMessage("Design", "CA1032", Justification = "made in one way only: with the line to show")]
public class ClusterException(string message) : Exception(message);

/// <summary>The API server does not answer; it may come back.</summary>
[SuppressMessage("Design", "CA1032", Justification = "made in one way only: with the line to show")]
public sealed class ClusterAwayException(string message) : ClusterException(message);
