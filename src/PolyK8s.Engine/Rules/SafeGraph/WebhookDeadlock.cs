using System.Collections.Immutable;
using System.Globalization;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Waiting;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/webhook-deadlock
//
// No webhook stands in the way of its own Pods. A webhook that fails closed (`failurePolicy: Fail`) and intercepts the
// creation of the Pods that serve it works until those Pods are gone: then they cannot be created without the webhook, and
// the webhook cannot answer without them. Two webhooks that intercept each other's Pods lock out each other. One that
// intercepts the Pods of kube-system keeps the network and DNS of a new node from starting.
//
// Looked at: `failurePolicy`, `rules`, `namespaceSelector`, `objectSelector` and `clientConfig.service` of validating and
// mutating webhook configurations, the labels of namespaces, the workloads behind the Service, and what their init
// containers wait for.
//
// Found: a shortest circle through the changed object that passes through a webhook, among all that can never become ready
// when the cluster starts from nothing; and, on a configuration, the workloads of kube-system it intercepts.
//
// Allowed: webhooks that leave out their own namespace (and kube-system) by `namespaceSelector` or `objectSelector`, or
// that let pass when they do not answer (`failurePolicy: Ignore`). A webhook with `matchConditions` is not said to
// intercept anything.

/// <summary>Webhooks whose own Pods need them.</summary>
public sealed class WebhookDeadlock : IRule
{
    private const int MostNamed = 5;

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/webhook-deadlock",
        Title = "no webhook stands in the way of its own Pods",
        Why = "once the Pods behind such a webhook are gone, nothing in the namespaces it covers can be created any more, its own Pods included, until somebody removes the webhook by hand",
        Reads = "webhook configurations that fail closed, their selectors, namespaces and the workloads behind their Services; the witness lists the circle (`cycle`) or the workloads of kube-system (`intercepted`)",
        Allows = "webhooks that leave out their own namespace and kube-system by `namespaceSelector`, or have `failurePolicy: Ignore`",
        Scopes =
        [
            RuleScope.Writes("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
            RuleScope.Writes("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
            .. WaitScopes.MakersAndServices,
        ],
        Severity = Severity.Error,
        Theorem = "Readiness.RankedExactlyWhenItCanBecomeReady",
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (world, subject) = (change.WorldAfter(view), change.Object);
        var starts = subject.Group == "admissionregistration.k8s.io"
            ? Interception.Of(subject).Select(w => (w.Key, Path: string.Create(CultureInfo.InvariantCulture, $"webhooks[{w.Place}]"), At: (ManifestNode?)w.Webhook))
            : [(ObjectKey.Of(subject), "", null)];
        foreach (var (start, path, at) in starts)
        {
            var cycle = WaitGraph.DeadlockThrough(start, world, webhooks: true);
            if (cycle.Any(e => e.Source.StartsWith("webhook ", StringComparison.Ordinal)))
            {
                yield return Closed(cycle, path.Length > 0 ? path : cycle[0].Path, at);
            }
        }

        foreach (var required in subject.Group == "admissionregistration.k8s.io" ? Interception.Of(subject) : [])
        {
            if (Needed(required, world) is { IsEmpty: false } needed)
            {
                yield return Intercepts(required, needed);
            }
        }
    }

    private static Finding Closed(ImmutableArray<Edge> cycle, string path, ManifestNode? at) => new()
    {
        Reason = "the webhook's own Pods need the webhook",
        Detail = Circle.Sentence(cycle),
        Path = path,
        At = at,
        Key = Circle.Key(cycle),
        Witness = Circle.Witness(cycle),
        Fix = "leave out the webhook's own namespace by `namespaceSelector` (`kubernetes.io/metadata.name` `NotIn`), or set `failurePolicy: Ignore`",
    };

    private static ImmutableArray<ObjectKey> Needed(RequiredWebhook required, ClusterView world) =>
    [
        .. MakersByLabel.Makers.SelectMany(kind => world.Of(kind).All)
            .Where(m => m.Namespace == "kube-system" && MakersByLabel.Makes(m) && Interception.Takes(required, m, world))
            .Select(ObjectKey.Of).Order(HelmKindOrder.Comparer),
    ];

    private static Finding Intercepts(RequiredWebhook required, ImmutableArray<ObjectKey> needed) => new()
    {
        Severity = Severity.Warning,
        Reason = "intercepts what the cluster itself needs",
        Detail = $"without an answer of `{required.Name}` these Pods of `kube-system` cannot be created: {string.Join(", ", needed.Take(MostNamed).Select(k => $"`{k}`"))}{(needed.Length > MostNamed ? " and others" : "")}",
        Path = string.Create(CultureInfo.InvariantCulture, $"webhooks[{required.Place}].namespaceSelector"),
        At = required.Webhook["namespaceSelector"] ?? required.Webhook,
        Witness = ManifestNode.Object(("intercepted", ManifestNode.Array([.. needed.Take(MostNamed).Select(k => k.AsWitness())])), ("count", ManifestNode.Of(needed.Length))),
        Fix = "leave out `kube-system` by `namespaceSelector` (`kubernetes.io/metadata.name` `NotIn`)",
    };
}
