namespace PolyK8s.Engine.Writing;

/// <summary>How something is written.</summary>
public sealed record WriteOptions
{
    /// <summary>Whether it is only judged; nothing is sent then.</summary>
    public bool OnlyJudge { get; init; }

    /// <summary>Whether the server is to admit it and store nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether fields that other managers own are taken over.</summary>
    public bool ForceConflicts { get; init; }

    /// <summary>Whether the objects are followed to the end of what the write begins.</summary>
    public bool Wait { get; init; }

    /// <summary>How long all of them are followed together.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
