using PolyK8s.Engine;

namespace PolyK8s.Webhook.Metrics;

/// <summary>A rule whose time is measured.</summary>
internal sealed class TimedRule(IRule rule, WebhookMetrics metrics, TimeProvider clock) : IRule
{
    /// <inheritdoc />
    public RuleCard Card => rule.Card;

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var begun = clock.GetTimestamp();
        List<Finding>? found = null;
        foreach (var finding in rule.Judge(change, view))
        {
            (found ??= []).Add(finding);
        }

        metrics.Evaluated(rule.Card.Id, clock.GetElapsedTime(begun));
        return found ?? Enumerable.Empty<Finding>();
    }
}
