using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Selectors;
using System.Collections.Immutable;

namespace PolyK8s.Engine.Waiting;

/// <summary>Webhooks that the creation of Pods needs an answer from.</summary>
internal static class Interception
{
    private const string Group = "admissionregistration.k8s.io";

    /// <summary>The webhooks of a view that Pods cannot be created without: those that fail closed and are served inside the cluster.</summary>
    public static IReadOnlyList<RequiredWebhook> All(ClusterView view) => view.Get(Required.Instance);

    /// <summary>The webhooks of one configuration.</summary>
    public static IEnumerable<RequiredWebhook> Of(Manifest configuration) => configuration.Root.ItemsAt("webhooks")
        .Select((webhook, i) => new RequiredWebhook(configuration, webhook, i))
        .Where(w => w.Webhook.TextAt("failurePolicy") is null or "Fail" && w.Service is not null && CatchesPods(w.Webhook));

    /// <summary>Whether it takes the Pods of an object. With match conditions, or selectors over labels nobody knows, it is not said to.</summary>
    public static bool Takes(RequiredWebhook required, Manifest maker, ClusterView view)
    {
        var ns = view.Of("", "Namespace").Find("", maker.Namespace);
        var selector = required.Webhook["namespaceSelector"];
        return required.Webhook.ItemsAt("matchConditions").IsEmpty
            && (ns is not null || KnowsByName(selector))
            && Matches(selector, NamespaceLabels.Named(maker.Namespace, ns?.Root.At("metadata", "labels")))
            && Matches(required.Webhook["objectSelector"], Indexes.MakersByLabel.PodLabels(maker));
    }

    private sealed class Required : IProjection<IReadOnlyList<RequiredWebhook>>
    {
        public static readonly Required Instance = new();

        public ImmutableArray<GroupKind> Kinds { get; } = [new(Group, "ValidatingWebhookConfiguration"), new(Group, "MutatingWebhookConfiguration")];

        public IReadOnlyList<RequiredWebhook> Project(ClusterView view) =>
            [.. Kinds.SelectMany(kind => view.Of(kind).All).OrderBy(m => m.Name, StringComparer.Ordinal).ThenByDescending(m => m.Kind, StringComparer.Ordinal).SelectMany(Of)];
    }

    private static bool CatchesPods(ManifestNode webhook) => webhook.ItemsAt("rules").Any(rule =>
        Has(rule, "operations", "CREATE", "*") && Has(rule, "apiGroups", "", "*") && Has(rule, "resources", "pods", "*", "*/*") && rule.TextAt("scope") is null or "*" or "Namespaced");

    private static bool Has(ManifestNode rule, string list, params ReadOnlySpan<string> any)
    {
        foreach (var value in rule.TextsAt(list))
        {
            if (any.Contains(value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(ManifestNode? selector, ManifestNode? labels) => selector is null || LabelSelector.From(selector).Matches(labels);

    private static bool KnowsByName(ManifestNode? selector) =>
        selector is null || ((selector["matchLabels"]?.Members ?? []).All(m => m.Name == NamespaceLabels.Name) && selector.ItemsAt("matchExpressions").All(e => e.TextAt("key") == NamespaceLabels.Name));
}

/// <summary>A webhook that requests fail without.</summary>
/// <param name="Configuration">The configuration that has it.</param>
/// <param name="Webhook">The webhook.</param>
/// <param name="Place">Its place there.</param>
internal sealed record RequiredWebhook(Manifest Configuration, ManifestNode Webhook, int Place)
{
    /// <summary>The Service that serves it; null when it is served elsewhere.</summary>
    public ObjectKey? Service => Webhook.At("clientConfig", "service") is { } service && service.TextAt("name") is { Length: > 0 } name
        ? new ObjectKey(new("", "Service"), new(service.TextAt("namespace") ?? "", name))
        : null;

    /// <summary>Its name.</summary>
    public string Name => Webhook.TextAt("name") ?? "";

    /// <summary>The webhook among the things that wait.</summary>
    public ObjectKey Key => new(new(Configuration.Group, Configuration.Kind), new("", $"{Configuration.Name}#{Name}"));
}
