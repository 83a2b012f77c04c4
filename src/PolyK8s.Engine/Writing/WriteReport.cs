using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolyK8s.Engine.Checking;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Writing;

/// <summary>What became of a write, object by object.</summary>
/// <param name="ApiVersion">The version of this shape.</param>
/// <param name="Results">The results, in the order of the objects.</param>
public sealed record WriteReport(string ApiVersion, ImmutableArray<WriteResult> Results)
{
    /// <summary>A report of today's shape.</summary>
    public static WriteReport Of(ImmutableArray<WriteResult> results) => new(CheckReport.CurrentVersion, results);

    /// <summary>Whether everything was done as asked.</summary>
    [JsonIgnore]
    public bool IsDone => Results.All(r => r.Outcome is WriteOutcome.Allowed or WriteOutcome.DryRun or WriteOutcome.Written or WriteOutcome.Unchanged or WriteOutcome.Settled);

    /// <summary>The report in which what is allowed is not sent because something else is not.</summary>
    public WriteReport WithTheRestNotSent() => IsDone ? this : this with
    {
        Results = [.. Results.Select(r => r.Outcome == WriteOutcome.Allowed ? r with { Outcome = WriteOutcome.NotSent, Message = "another object of the request is not sent, so this one is not either" } : r)],
    };
}

/// <summary>What became of the write of one object.</summary>
/// <param name="Object">The object.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">The same for people, one line.</param>
public sealed record WriteResult(ObjectReference Object, WriteOutcome Outcome, string Message)
{
    /// <summary>What the rules found.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>The rules that apply and could not be judged.</summary>
    public ImmutableArray<NotJudged> NotJudged { get; init; } = [];

    /// <summary>The fields that others own, when that is why it was not written.</summary>
    public ImmutableArray<FieldConflict> Conflicts { get; init; } = [];

    /// <summary>The last state that was seen, if it was followed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; init; }
}

/// <summary>A field that somebody else owns.</summary>
/// <param name="Field">The field, as the server names it: <c>.spec.replicas</c>.</param>
/// <param name="Manager">The field manager that owns it.</param>
public sealed record FieldConflict(string Field, string Manager);

/// <summary>How the write of an object ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WriteOutcome>))]
public enum WriteOutcome
{
    /// <summary>The rules allow it, and nothing was asked to be sent.</summary>
    Allowed,

    /// <summary>The server admits it and stored nothing.</summary>
    DryRun,

    /// <summary>It is written.</summary>
    Written,

    /// <summary>It is written, and what it began has ended well.</summary>
    Settled,

    /// <summary>There was nothing to do.</summary>
    Unchanged,

    /// <summary>The rules deny it: it was not sent.</summary>
    Denied,

    /// <summary>Whether the rules allow it cannot be told: it was not sent.</summary>
    CouldNotTell,

    /// <summary>kubectl would refuse it: it was not sent.</summary>
    Refused,

    /// <summary>It was not sent, because another object of the request was not.</summary>
    NotSent,

    /// <summary>Somebody else owns fields of it: it is not written.</summary>
    Conflict,

    /// <summary>The server did not take it.</summary>
    Failed,

    /// <summary>It is written, and what it began has failed.</summary>
    Broken,

    /// <summary>It is written, and what it began had not ended when the time was up.</summary>
    Unfinished,
}
