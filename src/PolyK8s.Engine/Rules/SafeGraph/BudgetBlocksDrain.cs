using System.Collections.Immutable;
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
// replicas of all workloads it selects, taken together: a budget over two Deployments counts the Pods of both. On a
// workload: the budgets that select its Pods.
//
// Allowed: budgets that leave one Pod to go, workloads scaled to 0, DaemonSets and bare Pods (drain treats them apart);
// where their Pods count besides, only what leaves no Pod whatever their number.

/// <summary>Budgets that refuse every eviction.</summary>
public sealed class BudgetBlocksDrain : IRule
{
    // More than a namespace ever has; what leaves none of so many leaves none of any number.
    private const int MostPods = 1_000_000;

    // A line is read by people: of more than these they would not read the names.
    private const int MostNamed = 5;

    private static readonly GroupKind Budget = new("policy", "PodDisruptionBudget");

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/budget-blocks-drain",
        Title = "a disruption budget lets at least one Pod go",
        Why = "a budget that refuses every eviction keeps nodes from being drained, and cluster upgrades wait for it",
        Reads = "minAvailable and maxUnavailable of budgets and the replicas of the workloads they select; the witness has the budget, the workloads, the sum of their replicas, and how many Pods may go (0)",
        Allows = "a `maxUnavailable` of 1 or more, or a `minAvailable` below the number of replicas",
        Scopes = [RuleScope.Writes(Budget.Group, Budget.Kind), RuleScope.Writes("apps", "Deployment"), RuleScope.Writes("apps", "StatefulSet")],
        Severity = Severity.Warning,
        Theorem = null,
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (world, subject) = (change.Around(view), change.Object);
        var budgets = new GroupKind(subject.Group, subject.Kind) == Budget ? [subject]
            : SelectorsByLabel.Taking(world, Budget, subject.Namespace, MakersByLabel.PodLabels(subject)).Select(t => t.By);
        foreach (var budget in budgets)
        {
            // A workload that changes is counted as it will be, the others as they are.
            var all = (ReferenceEquals(budget, subject) ? Enumerable.Empty<Manifest>() : [subject])
                .Concat(Selection.Of(budget).SelectMany(s => MakersByLabel.Selected(world, s))).DistinctBy(ObjectKey.Of).OrderBy(ObjectKey.Of, HelmKindOrder.Comparer).ToImmutableArray();
            var scaled = all.Where(m => Replicas(m) > 0).ToImmutableArray();
            if (Refusing(budget, scaled.Sum(Replicas), isWhole: all.All(IsScaled)) is { } why && (ReferenceEquals(subject, budget) || Replicas(subject) > 0))
            {
                yield return Found(budget, scaled, subject, why);
            }
        }
    }

    private static bool IsScaled(Manifest maker) => maker.Kind is "Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController";

    private static int Replicas(Manifest maker) => IsScaled(maker) ? Math.Max(0, RollingUpdate.Count(maker.Root.At("spec", "replicas"), 1)) : 0;

    // Where Pods count whose number is not known, only what refuses for any number.
    private static string? Refusing(Manifest budget, int replicas, bool isWhole)
    {
        var spec = budget.Root["spec"];
        var (field, refuses) = spec?["maxUnavailable"] is { } most ? ("maxUnavailable", (Func<int, bool>)(all => RollingUpdate.Resolved(most, all, up: true) == 0))
            : spec?["minAvailable"] is { } least ? ("minAvailable", all => RollingUpdate.Resolved(least, all, up: true) >= all)
            : ("", _ => false);
        return replicas > 0 && refuses(isWhole ? replicas : MostPods) ? $"{field}: {spec?[field]?.Text}" : null;
    }

    private static Finding Found(Manifest budget, ImmutableArray<Manifest> makers, Manifest subject, string why)
    {
        var (field, replicas) = (why.Split(':')[0], makers.Sum(Replicas));
        return new()
        {
            Severity = Severity.Warning,
            Reason = "the budget refuses every eviction",
            Detail = $"`{why}` of `{ObjectKey.Of(budget)}` lets {(replicas == 1 ? "the one Pod" : string.Create(CultureInfo.InvariantCulture, $"none of the {replicas} Pods"))} of {Named(makers)} {(replicas == 1 ? "never go" : "go")}",
            Path = ReferenceEquals(subject, budget) ? "spec." + field : "spec.replicas",
            At = ReferenceEquals(subject, budget) ? budget.Root.At("spec", field) : subject.Root.At("spec", "replicas"),
            Key = ObjectKey.Of(budget).ToString(),
            Witness = ManifestNode.Object(
                ("budget", ObjectKey.Of(budget).AsWitness()), ("says", ManifestNode.Of(why)),
                ("workloads", ManifestNode.Array([.. makers.Take(MostNamed).Select(m => ObjectKey.Of(m).AsWitness())])),
                ("replicas", ManifestNode.Of(replicas)), ("disruptionsAllowed", ManifestNode.Of(0))),
            Fix = RefusesAlways(why) ? "set `maxUnavailable: 1` instead" : "set `maxUnavailable: 1` instead, or want more replicas",
        };
    }

    private static string Named(ImmutableArray<Manifest> makers) =>
        string.Join(", ", makers.Take(MostNamed).Select(m => $"`{ObjectKey.Of(m)}`")) + (makers.Length > MostNamed ? " and others" : "");

    private static bool RefusesAlways(string why) => why.StartsWith("maxUnavailable", StringComparison.Ordinal) || why.EndsWith(": 100%", StringComparison.Ordinal);
}
