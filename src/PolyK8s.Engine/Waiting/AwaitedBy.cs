namespace PolyK8s.Engine.Waiting;

/// <summary>What a program that waits needs to go on.</summary>
public enum AwaitedBy
{
    /// <summary>A name that resolves: of a Service with an address of its own the object is enough, of a headless one a ready Pod.</summary>
    Name,

    /// <summary>An answer from a Pod behind a Service.</summary>
    Connection,

    /// <summary>Pods, by their labels, that are all ready.</summary>
    Pods,

    /// <summary>A Job that has completed.</summary>
    Completion,

    /// <summary>A workload whose Pods are all ready.</summary>
    Workload,
}
