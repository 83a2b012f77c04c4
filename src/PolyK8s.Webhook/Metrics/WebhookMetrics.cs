using System.Collections.Immutable;
using System.Text;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Metrics;

/// <summary>What the webhook counts. No label is ever the name of an object, a namespace or a user.</summary>
public sealed class WebhookMetrics
{
    private static readonly ImmutableArray<double> Durations = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
    private static readonly ImmutableArray<double> ShortDurations = [0.00001, 0.00005, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.1];

    private readonly Counter _requests = new("polyk8s_admission_requests_total", "Reviews judged, by operation, kind, answer, and the strictest thing a finding did.");
    private readonly Counter _answers = new("polyk8s_http_answers_total", "Answers to requests of the webhook, by status: all but 200 leave the decision to failurePolicy.");
    private readonly Counter _results = new("polyk8s_rule_results_total", "Findings by rule and what they did, and rules that could not be judged.");
    private readonly Histogram _durations = new("polyk8s_admission_request_duration_seconds", "Time from the first byte of a review to its answer.", "path", Durations);
    private readonly Histogram _rules = new("polyk8s_rule_evaluation_duration_seconds", "Time one rule takes for one review.", "rule", ShortDurations);
    private readonly List<Metric> _more = [];

    /// <summary>Adds a value that is read at every scrape; null leaves it out.</summary>
    public void AddGauge(string name, string help, Func<double?> read) => _more.Add(new Gauge(name, help, () => [("", read())]));

    /// <summary>Adds values of one label that are read at every scrape.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="help">What it says.</param>
    /// <param name="label">The label's name.</param>
    /// <param name="read">The label's values, few and ours, and the metric's.</param>
    public void AddGauge(string name, string help, string label, Func<IEnumerable<(string Label, double? Value)>> read) =>
        _more.Add(new Gauge(name, help, () => read().Select(sample => (Metric.Labels((label, sample.Label)), sample.Value))));

    /// <summary>Adds a 1 whose labels are read at every scrape.</summary>
    public void AddInfo(string name, string help, Func<(string Name, string Value)[]> read) => _more.Add(new Gauge(name, help, () => [(Metric.Labels(read()), 1)]));

    /// <summary>The text of a scrape.</summary>
    public string Text()
    {
        var text = new StringBuilder(16 * 1024);
        foreach (var metric in new Metric[] { _requests, _answers, _results, _durations, _rules }.Concat(_more))
        {
            metric.Write(text);
        }

        return text.ToString();
    }

    /// <summary>Counts a verdict.</summary>
    internal void Count(Change change, Verdict verdict)
    {
        var strictest = verdict.Findings.IsEmpty ? "none" : EffectName(verdict.Findings.Max(f => f.Effect));
        _requests.Add(
            ("operation", change.Operation.ToString().ToUpperInvariant()),
            ("kind", change.Object.Kind),
            ("allowed", verdict.Outcome == Outcome.Denied ? "false" : "true"),
            ("effect", strictest));
        foreach (var finding in verdict.Findings)
        {
            _results.Add(("rule", finding.Rule), ("result", EffectName(finding.Effect)));
        }

        foreach (var rule in verdict.NotJudged)
        {
            _results.Add(("rule", rule.Rule), ("result", "notJudged"));
        }
    }

    /// <summary>Counts an answer.</summary>
    internal void Answered(string path, int status, TimeSpan time)
    {
        _answers.Add(("status", status.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        _durations.Observe(path, time);
    }

    /// <summary>Counts the time a rule took.</summary>
    internal void Evaluated(string rule, TimeSpan time) => _rules.Observe(rule, time);

    private static string EffectName(Effect effect) => effect switch
    {
        Effect.Deny => "deny",
        Effect.Existing => "existing",
        Effect.Warn => "warn",
        Effect.Excepted => "excepted",
        _ => "audit",
    };
}
