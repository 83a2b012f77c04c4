using System.Globalization;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.References;
using PolyK8s.Engine.Workloads;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/budget-blocks-drain
//
// A disruption budget lets at least one Pod go. `maxUnavailable: 0`, `minAvailable: 100%`, or a `minAvailable` of all
// replicas refuses every eviction: a node can never be drained, and the upgrade of the cluster stops there.
//
// Looked at: `minAvailable` and `maxUnavailable` of the budget, percentages rounded up as the controller does, and the
// replicas of the workloads it selects. On a workload: the budgets that select its Pods.
//
// Allowed: budgets that leave one Pod to go, workloads scaled to 0, DaemonSets and bare Pods (drain treats them apart).

/// <summary>Budgets that refuse every eviction.</summary>
public sealed class BudgetBlocksDrain : IRule
{
    private static readonly GroupKind Budget = new("policy", "PodDisruptionBudget");

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/budget-blocks-drain",
        Title = "a disruption budget lets at least one Pod go",
        Why = "a budget that refuses every eviction keeps nodes from being drained, and cluster upgrades wait for it",
        Reads = "minAvailable and maxUnavailable of budgets and the replicas of the workloads they select; the witness has both, and how many Pods may go (0)",
        Allows = "a `maxUnavailable` of 1 or more, or a `minAvailable` below the number of replicas",
        Scopes = [RuleScope.Writes(Budget.Group, Budget.Kind), RuleScope.Writes("apps", "Deployment"), RuleScope.Writes("apps", "StatefulSet")],
        Severity = Severity.Warning,
        Theorem = null,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (world, subject) = (change.Around(view), change.Object);
        var pairs = new GroupKind(subject.Group, subject.Kind) == Budget
            ? Selection.Of(subject).SelectMany(s => MakersByLabel.Selected(world, s)).Select(maker => (Budget: subject, Maker: maker))
            : SelectorsByLabel.Taking(world, Budget, subject.Namespace, MakersByLabel.PodLabels(subject)).Select(t => (Budget: t.By, Maker: subject));
        foreach (var (budget, maker) in pairs)
        {
            if (maker.Kind is "Deployment" or "StatefulSet" or "ReplicaSet" && RollingUpdate.Count(maker.Root.At("spec", "replicas"), 1) is var replicas and > 0 && Refusing(budget, replicas) is { } why)
            {
                yield return Found(budget, maker, subject, replicas, why);
            }
        }
    }

    private static string? Refusing(Manifest budget, int replicas)
    {
        var spec = budget.Root["spec"];
        if (spec?["maxUnavailable"] is { } most)
        {
            return RollingUpdate.Resolved(most, replicas, up: true) == 0 ? $"maxUnavailable: {most.Text}" : null;
        }

        return spec?["minAvailable"] is { } least && RollingUpdate.Resolved(least, replicas, up: true) >= replicas ? $"minAvailable: {least.Text}" : null;
    }

    private static Finding Found(Manifest budget, Manifest maker, Manifest subject, int replicas, string why) => new()
    {
        Severity = Severity.Warning,
        Reason = "the budget refuses every eviction",
        Detail = string.Create(CultureInfo.InvariantCulture, $"`{why}` of `{ObjectKey.Of(budget)}` leaves none of the {replicas} Pods of `{ObjectKey.Of(maker)}` to go"),
        Path = ReferenceEquals(subject, budget) ? "spec." + why.Split(':')[0] : "spec.replicas",
        At = ReferenceEquals(subject, budget) ? budget.Root.At("spec", why.Split(':')[0]) : maker.Root.At("spec", "replicas"),
        Key = $"{ObjectKey.Of(budget)} {ObjectKey.Of(maker)}",
        Witness = ManifestNode.Object(
            ("budget", ObjectKey.Of(budget).AsWitness()), ("says", ManifestNode.Of(why)), ("workload", ObjectKey.Of(maker).AsWitness()),
            ("replicas", ManifestNode.Of(replicas)), ("disruptionsAllowed", ManifestNode.Of(0))),
        Fix = "set `maxUnavailable: 1` instead, or want more replicas",
    };
}
