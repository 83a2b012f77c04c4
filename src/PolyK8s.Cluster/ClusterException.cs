namespace PolyK8s.Cluster;

/// <summary>The cluster cannot be used as asked; the message is one line for whoever asked.</summary>
#pragma warning disable CA1032 // Made in one way only: with the line to show.
public sealed class ClusterException(string message) : Exception(message);
#pragma warning restore CA1032
