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
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);

    private readonly ApiWriter _api;
    private readonly Judge _judge;
    private readonly ISnapshotSource _source;
    private readonly EventWriter _events;
    private readonly ReportWriter _reports;
    private readonly TimeProvider _clock;
    private readonly Action<string>? _say;
    private string _said = "";

    /// <summary>A check of one cluster.</summary>
    internal BackgroundCheck(ClusterConnection connection, ReportKind reports, Judge judge, ISnapshotSource source, EventWriter events, TimeProvider clock, Action<string>? say)
    {
        (_api, _judge, _source, _events, _clock, _say) = (new(connection), judge, source, events, clock, say);
        _reports = new(_api, reports, say);
    }

    /// <summary>Objects judged in the last whole round; null before the first.</summary>
    public int? Judged { get; private set; }

    /// <summary>Objects of them with a finding that denies, warns or is excepted.</summary>
    public int? WithFindings { get; private set; }

    /// <summary>Rounds until told to stop: one an hour, and one after every change of the policies.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        var (ruleSet, next) = ("", 0L);
        await new Turns(_clock, _say).RepeatAsync("background check", async cancelled =>
        {
            var now = _judge.RuleSet(_source.Current.Policies);
            if (_source.Current.NotReady is null && (now != ruleSet || _clock.GetTimestamp() >= next))
            {
                var pause = await RoundAsync(cancelled) ? BetweenRounds : AfterFailure;
                (ruleSet, next) = (now, _clock.GetTimestamp() + (long)(pause.TotalSeconds * _clock.TimestampFrequency));
            }
        }, Glance, stop);
    }

    /// <summary>Judges everything once and writes the reports; false when not everything could be read, and the reports of the round before stand.</summary>
    internal async Task<bool> RoundAsync(CancellationToken cancelled)
    {
        var (round, judged, found) = (new ReportRound(), 0, 0);
        foreach (var resource in WatchedResources.All.Where(r => r.Group != SafetyProfile.GroupKind.Group))
        {
            var pages = new ObjectPages(_api, resource, _clock);
            await foreach (var subject in pages.ObjectsAsync(cancelled))
            {
                judged++;
                found += await JudgeAsync(subject, round, cancelled) ? 1 : 0;
            }

            if (pages.Problem is { } problem)
            {
                Say($"background check: {problem}");
                return false;
            }
        }

        _said = "";
        await _reports.WriteAsync(round, cancelled);
        (Judged, WithFindings) = (judged, found);
        return true;
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

    private void Say(string problem)
    {
        if (problem != _said)
        {
            _said = problem;
            _say?.Invoke(problem);
        }
    }
}
