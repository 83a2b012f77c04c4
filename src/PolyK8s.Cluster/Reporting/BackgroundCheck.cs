using PolyK8s.Cluster.Operating;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Policy;

namespace PolyK8s.Cluster.Reporting;

/// <summary>Judges the objects that are there already, through the same judge: when a policy changes, and slowly always.</summary>
/// <remarks>It closes the race of two changes that each passed beside an old view, and shows what a profile would deny before it does.</remarks>
public sealed class BackgroundCheck
{
    // A page of 100 objects a second at most: 10,000 objects take under two minutes, and an API server hardly notices.
    private const int PageSize = 100;
    private static readonly TimeSpan BetweenPages = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromHours(1);
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);

    private readonly ApiWriter _api;
    private readonly Judge _judge;
    private readonly ISnapshotSource _source;
    private readonly EventWriter _events;
    private readonly ReportWriter _reports;
    private readonly TimeProvider _clock;

    /// <summary>A check of one cluster.</summary>
    internal BackgroundCheck(ClusterConnection connection, ReportKind reports, Judge judge, ISnapshotSource source, EventWriter events, TimeProvider clock, Action<string>? say)
    {
        (_api, _judge, _source, _events, _clock) = (new(connection), judge, source, events, clock);
        _reports = new(_api, reports, say);
    }

    /// <summary>Objects judged in the last whole round; null before the first.</summary>
    public int? Judged { get; private set; }

    /// <summary>Objects of them with a finding that denies, warns or is excepted.</summary>
    public int? WithFindings { get; private set; }

    /// <summary>Rounds until told to stop: one an hour, and one after every change of the policies.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        var (ruleSet, ended) = ("", _clock.GetUtcNow());
        await Turns.RepeatAsync(async cancelled =>
        {
            var now = _judge.RuleSet(_source.Current.Policies);
            if (_source.Current.NotReady is null && (now != ruleSet || _clock.GetUtcNow() - ended >= BetweenRounds))
            {
                await RoundAsync(cancelled);
                (ruleSet, ended) = (now, _clock.GetUtcNow());
            }
        }, Glance, _clock, stop);
    }

    /// <summary>Judges everything once and writes the reports.</summary>
    internal async Task RoundAsync(CancellationToken cancelled)
    {
        var (round, judged, found) = (new ReportRound(), 0, 0);
        foreach (var resource in WatchedResources.All.Where(r => r.Group != SafetyProfile.GroupKind.Group))
        {
            await foreach (var subject in ObjectsAsync(resource, cancelled))
            {
                judged++;
                found += await JudgeAsync(subject, round, cancelled) ? 1 : 0;
            }
        }

        await _reports.WriteAsync(round, cancelled);
        (Judged, WithFindings) = (judged, found);
    }

    private async Task<bool> JudgeAsync(Manifest subject, ReportRound round, CancellationToken cancelled)
    {
        var snapshot = _source.Current;
        var verdict = _judge.Decide(Change.Create(subject) with { At = _clock.GetUtcNow() }, snapshot.View, snapshot.Policies);
        var telling = verdict.Findings.RemoveAll(f => f.Effect == Effect.Audit && f.Severity == Severity.Info);
        round.Add(subject, telling);
        foreach (var finding in telling.Where(f => f.Effect == Effect.Deny).Take(1))
        {
            await _events.WriteAsync(subject.Reference, subject.Root.TextAt("metadata", "uid") ?? "", true, "PolicyViolation", finding.Sentence, cancelled);
        }

        return !telling.IsEmpty;
    }

    private async IAsyncEnumerable<Manifest> ObjectsAsync(WatchedResource resource, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancelled)
    {
        foreach (var version in resource.Versions)
        {
            var next = "";
            do
            {
                var page = await _api.GetAsync($"{resource.Path(version)}?limit={PageSize}{(next.Length == 0 ? "" : $"&continue={Uri.EscapeDataString(next)}")}", cancelled);
                if (page is not { IsSuccess: true, Object: { } list })
                {
                    break;
                }

                foreach (var item in list.ItemsAt("items").Where(i => i.Kind == NodeKind.Object))
                {
                    yield return Typed(item, resource, version);
                }

                next = list.TextAt("metadata", "continue") ?? "";
                if (next.Length == 0)
                {
                    yield break;
                }

                await Task.Delay(BetweenPages, _clock, cancelled);
            }
            while (true);
        }
    }

    private static Manifest Typed(ManifestNode item, WatchedResource resource, string version) => new(ManifestNode.Object(
        [
            new("apiVersion", ManifestNode.Of(resource.ApiVersion(version))),
            new("kind", ManifestNode.Of(resource.Kind)),
            .. item.Members.Where(m => m.Name is not ("apiVersion" or "kind")),
        ]));
}
