using PolyK8s.Cluster.Writing;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cluster.Guarded;

/// <summary>A write on its way: the object as it was read, and what is to become of it.</summary>
/// <param name="Target">What is to be written.</param>
/// <param name="Live">The object as it was read; null when it was not there.</param>
/// <param name="Write">What is to be sent; null when nothing is.</param>
internal sealed record PendingWrite(WriteTarget Target, Manifest? Live, PlannedWrite? Write)
{
    /// <summary>The object as the server would store it; null before it was asked.</summary>
    public Manifest? Stored { get; init; }

    /// <summary>Why it is not sent; null when it may be.</summary>
    public WriteResult? Refused { get; init; }

    /// <summary>What the rules said when they allowed it.</summary>
    public WriteResult? Verdict { get; init; }

    /// <summary>The object once it is written, as far as is known.</summary>
    public Manifest? After => Stored ?? Write?.After;

    /// <summary>The object as kubectl calls it: <c>deployment.apps/web</c>.</summary>
    public string Called => $"{Target.Resource}/{Target.Object.Name}";

    /// <summary>A result, with what the rules said.</summary>
    public WriteResult As(WriteOutcome outcome, string message) =>
        (Verdict ?? new(Target.Object, outcome, message)) with { Outcome = outcome, Message = message };

    /// <summary>Sends it.</summary>
    public Task<ApiAnswer> SendAsync(ApiWriter api, WriteOptions options, bool dryRun, CancellationToken cancelled)
    {
        var query = $"{Target.Path}?fieldManager={ServerApply.Manager}{(Write!.IsPatch ? "-undo" : options.ForceConflicts ? "&force=true" : "")}&fieldValidation=Strict{(dryRun ? "&dryRun=All" : "")}";
        return api.PatchAsync(query, Write.IsPatch ? "application/json-patch+json" : "application/apply-patch+yaml", Write.Held(Live), cancelled);
    }
}
