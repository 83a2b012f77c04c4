using System.Collections.Immutable;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Schemas;
using PolyK8s.Engine.Writing;

namespace PolyK8s.Cluster.Guarded;

/// <summary>Writes to a cluster that every rule judges first, as the webhook of that cluster would.</summary>
/// <param name="connection">The cluster.</param>
/// <param name="judge">The judge.</param>
/// <param name="snapshot">The cluster's objects and policies, as new as can be had.</param>
/// <param name="schemas">What objects look like; null for the schemas of the version the server says it has.</param>
public sealed class GuardedWrites(ClusterConnection connection, Judge judge, Func<CancellationToken, Task<Snapshot>> snapshot, SchemaPack? schemas = null) : IGuardedWrites
{
    // Controllers write a status several times in a second while something rolls out; more in a row than this is somebody else's fight.
    private const int Tries = 8;

    private readonly ApiWriter _api = new(connection);
    private readonly WorkloadObjects _workloads = new(connection);

    /// <inheritdoc />
    public Task<WriteReport> ApplyAsync(ImmutableArray<Manifest> manifests, string ns, WriteOptions options, Action<string> say, CancellationToken cancelled) =>
        Told(() => ApplyAllAsync(manifests, ns, options, say, cancelled));

    /// <inheritdoc />
    public Task<WriteReport> OperateAsync(RolloutOperation operation, WriteOptions options, Action<string> say, CancellationToken cancelled) =>
        Told(() => OperateOneAsync(operation, options, say, cancelled));

    private async Task<WriteReport> ApplyAllAsync(ImmutableArray<Manifest> manifests, string ns, WriteOptions options, Action<string> say, CancellationToken cancelled)
    {
        var judgement = await JudgementAsync(cancelled);
        var served = new Dictionary<(string, string), ServedResource>();
        var writes = new List<PendingWrite>();
        foreach (var manifest in manifests)
        {
            if (!served.TryGetValue((manifest.ApiVersion, manifest.Kind), out var resource))
            {
                served[(manifest.ApiVersion, manifest.Kind)] = resource = await ServedResource.FindAsync(_api, manifest.ApiVersion, manifest.Kind, cancelled)
                    ?? throw new ClusterException($"the server has no kind `{manifest.Kind}` of `{manifest.ApiVersion}` ({manifest.Reference})");
            }

            writes.Add(await WriteTarget.ToApply(_api, resource, resource.IsNamespaced ? manifest.InNamespace(ns) : manifest).ReadAsync(judgement.World.View, cancelled));
        }

        // Together, as one request: what one object needs another may bring.
        var judged = judgement.Of(writes);
        return judged.All(w => w.Refused is null) && !options.OnlyJudge
            ? WriteReport.Of(await SendAllAsync(judged, judgement, options, say, cancelled))
            : WriteReport.Of([.. judged.Select(w => w.Refused ?? w.As(WriteOutcome.Allowed, "the rules allow it; nothing is sent"))]).WithTheRestNotSent();
    }

    private async Task<WriteReport> OperateOneAsync(RolloutOperation operation, WriteOptions options, Action<string> say, CancellationToken cancelled)
    {
        var judgement = await JudgementAsync(cancelled);
        var write = await WriteTarget.Of(operation, _api, _workloads).ReadAsync(judgement.World.View, cancelled);
        var judged = judgement.Of([write])[0];
        return WriteReport.Of(judged.Refused is { } refused ? [refused]
            : options.OnlyJudge ? [judged.As(WriteOutcome.Allowed, "the rules allow it; nothing is sent")]
            : await SendAllAsync([judged], judgement, options, say, cancelled));
    }

    private async Task<ImmutableArray<WriteResult>> SendAllAsync(ImmutableArray<PendingWrite> writes, Judgement judgement, WriteOptions options, Action<string> say, CancellationToken cancelled)
    {
        var results = ImmutableArray.CreateBuilder<WriteResult>();
        foreach (var write in writes)
        {
            if (results.Any(r => r.Outcome is not (WriteOutcome.Written or WriteOutcome.DryRun)))
            {
                results.Add(write.As(WriteOutcome.NotSent, "an object before it was not written: it is not sent"));
                continue;
            }

            results.Add(await SendAsync(write, judgement.Beside(writes.Where(w => w != write).Select(w => w.After!)), options, cancelled));
            say($"{write.Called}: {results[^1].Message}");
        }

        return options is { Wait: true, DryRun: false } ? await FollowAsync(writes, results.ToImmutable(), options.Timeout, say, cancelled) : results.ToImmutable();
    }

    // Asked of the server first and judged once more as it would store it; then written, if it is still the object that was judged.
    private async Task<WriteResult> SendAsync(PendingWrite write, Judgement judgement, WriteOptions options, CancellationToken cancelled)
    {
        for (var left = Tries; ; left--)
        {
            var trial = await write.SendAsync(_api, options, dryRun: true, cancelled);
            if (trial.Object is { } stored && trial.IsSuccess)
            {
                var again = judgement.Of([write with { Stored = new(stored) }])[0];
                if (again.Refused is not null || options.DryRun)
                {
                    return again.Refused ?? again.As(WriteOutcome.DryRun, $"{write.Target.Verb} (server dry run)");
                }

                trial = await write.SendAsync(_api, options, dryRun: false, cancelled);
                if (trial.IsSuccess)
                {
                    return again.As(WriteOutcome.Written, write.Target.Verb);
                }
            }

            var failed = FailedWrite.Of(write, trial);
            if (!FailedWrite.IsStale(trial) || left == 0)
            {
                return failed;
            }

            var fresh = judgement.Of([await write.Target.ReadAsync(judgement.World.View, cancelled)])[0];
            if (fresh.Refused is not null)
            {
                return fresh.Refused;
            }

            write = fresh;
        }
    }

    private async Task<ImmutableArray<WriteResult>> FollowAsync(ImmutableArray<PendingWrite> writes, ImmutableArray<WriteResult> results, TimeSpan timeout, Action<string> say, CancellationToken cancelled)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var followed = results.ToBuilder();
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].Outcome == WriteOutcome.Written)
            {
                var (called, path) = (writes[i].Called, writes[i].Target.Path);
                var left = timeout - TimeProvider.System.GetElapsedTime(begin);
                var end = await ObjectFollowing.FollowAsync(c => LiveObject.ReadAsync(_api, path, c), line => say($"{called}: {line}"), left > TimeSpan.Zero ? left : TimeSpan.Zero, cancelled);
                followed[i] = results[i] with { Outcome = end.Outcome, State = end.State, Message = $"{results[i].Message}; {end.Line}" };
            }
        }

        return followed.ToImmutable();
    }

    // A front door that knows no cluster shows the line all the same.
    private static async Task<WriteReport> Told(Func<Task<WriteReport>> write)
    {
        try
        {
            return await write();
        }
        catch (ClusterException e)
        {
            throw new CannotWriteException(e.Message);
        }
    }

    private async Task<Judgement> JudgementAsync(CancellationToken cancelled) =>
        new(await snapshot(cancelled), connection.Impersonated ?? await WhoAmI.AskAsync(_api, cancelled), judge, schemas ?? await ServerSchemas.AskAsync(_api, cancelled));
}
