using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Schemas.Custom;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/namespace-cannot-end
//
// A deleted Namespace can end. The controller lists every resource of the API first; an APIService that does not answer
// stops it (NamespaceDeletionDiscoveryFailure), also when its Service is in the Namespace that is being deleted. Objects
// with finalizers stay until their controller removes them (NamespaceContentRemaining); a controller that runs in the same
// Namespace is gone by then.
//
// Looked at, on deletion of a Namespace: APIServices whose Service is in it, is missing, or that say that they are not
// available; and objects in it with finalizers, of custom kinds whose conversion or admission webhook is served from it:
// there the controller runs.
//
// Allowed: namespaces without such objects; finalizers whose controllers run elsewhere.

/// <summary>Namespaces whose deletion would never end.</summary>
public sealed class NamespaceCannotEnd : IRule
{
    private static readonly GroupKind ApiService = new("apiregistration.k8s.io", "APIService");

    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/namespace-cannot-end",
        Title = "a deleted Namespace can end",
        Why = "a Namespace whose deletion waits for an APIService that does not answer, or for a finalizer whose controller went with it, stays in Terminating for ever",
        Reads = "on deletion of a Namespace: APIServices, and objects in it with finalizers whose controller is served from it; the witness lists them (`apiServices`, `finalized`)",
        Allows = "namespaces without them; delete the APIService or the objects with finalizers first",
        Scopes = [new("", "Namespace", [Operation.Delete])],
        Severity = Severity.Error,
        Theorem = null,
        NeedsKinds = [new("", "Namespace")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (world, ns) = (change.WorldAfter(view), change.Object.Name);
        foreach (var service in world.Of(ApiService).All.OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            if (WhyItIsSilent(service, ns, world) is { } why)
            {
                yield return new()
                {
                    Reason = "an API does not answer",
                    Detail = $"`{ObjectKey.Of(service)}` {why}: the content of the Namespace cannot be listed, and it stays in Terminating",
                    Path = "",
                    Key = ObjectKey.Of(service).ToString(),
                    Witness = ManifestNode.Object(("apiServices", ManifestNode.Array([ObjectKey.Of(service).AsWitness()])), ("why", ManifestNode.Of(why))),
                    Fix = $"delete `{ObjectKey.Of(service)}` first, or bring back its Service",
                };
            }
        }

        foreach (var stuck in world.Of(CustomDefinition.Definition).All.Where(d => IsServedFrom(d, ns, world)).OrderBy(d => d.Name, StringComparer.Ordinal).SelectMany(d => Finalized(d, ns, world)))
        {
            yield return new()
            {
                Reason = "a finalizer loses its controller",
                Detail = $"`{ObjectKey.Of(stuck)}` has the finalizer `{stuck.Root.TextsAt("metadata", "finalizers")[0]}`, and the webhooks of its kind are served from this Namespace: its controller goes before it can remove the finalizer",
                Path = "",
                Key = ObjectKey.Of(stuck).ToString(),
                Witness = ManifestNode.Object(("finalized", ObjectKey.Of(stuck).AsWitness()), ("finalizers", ManifestNode.Array(stuck.Root.TextsAt("metadata", "finalizers")))),
                Fix = $"delete `{ObjectKey.Of(stuck)}` first and wait for its end",
            };
        }
    }

    private static string? WhyItIsSilent(Manifest service, string ns, ClusterView world)
    {
        if (service.Root.At("spec", "service") is not { } target || target.TextAt("name") is not { Length: > 0 } name)
        {
            return null;
        }

        return target.TextAt("namespace") == ns ? "is served from this Namespace"
            : service.Root.ItemsAt("status", "conditions").Any(c => c.TextAt("type") == "Available" && c.TextAt("status") == "False") ? "says that it is not available"
            : References.Presence.IsMissing(new(new("", "Service"), new(target.TextAt("namespace") ?? "", name)), world) ? "has no Service"
            : null;
    }

    private static bool IsServedFrom(Manifest definition, string ns, ClusterView world) =>
        definition.Root.TextAt("spec", "conversion", "webhook", "clientConfig", "service", "namespace") == ns
        || world.Of("admissionregistration.k8s.io", "ValidatingWebhookConfiguration").All.Concat(world.Of("admissionregistration.k8s.io", "MutatingWebhookConfiguration").All)
            .SelectMany(c => c.Root.ItemsAt("webhooks"))
            .Any(w => w.TextAt("clientConfig", "service", "namespace") == ns && w.ItemsAt("rules").Any(r => r.TextsAt("apiGroups").Contains(definition.Root.TextAt("spec", "group") ?? "")));

    private static IEnumerable<Manifest> Finalized(Manifest definition, string ns, ClusterView world) =>
        world.Of(CustomDefinition.Defined(definition)).All
            .Where(o => o.Namespace == ns && !Controlled.Is(o) && o.Root.TextsAt("metadata", "finalizers").Length > 0)
            .OrderBy(o => o.Name, StringComparer.Ordinal);
}
