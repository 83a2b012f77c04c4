using System.Collections.Immutable;
using PolyK8s.Engine.Endpoints;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;

namespace PolyK8s.Engine.Waiting;

/// <summary>What the Pods of an object wait for in a cluster, as far as it is known there.</summary>
/// <param name="Edge">The wait; it leads to the Service, or to the object itself.</param>
/// <param name="Targets">What must be there or ready: all of it, or <paramref name="Any"/> of it.</param>
/// <param name="Any">Whether one target is enough: one Pod behind a Service answers.</param>
/// <param name="Wait">What says so.</param>
public sealed record Awaited(Edge Edge, ImmutableArray<ObjectKey> Targets, bool Any, InferredWait Wait)
{
    /// <summary>The waits of an object that makes Pods; none for what is not known, somebody else may answer there.</summary>
    public static IEnumerable<Awaited> By(Manifest maker, ClusterView view)
    {
        var key = ObjectKey.Of(maker);
        foreach (var wait in WaitReader.Of(maker))
        {
            Edge To(ObjectKey target) => new(key, target, key, $"{wait.Tool} {wait.Awaited}", wait.Path);
            if (wait.Workload is { } workload)
            {
                yield return new(To(workload), [workload], false, wait);
            }
            else if (wait.Pods is { } pods && MakersByLabel.Selected(view, pods).Select(ObjectKey.Of).ToImmutableArray() is { IsEmpty: false } chosen)
            {
                yield return new(To(chosen[0]), chosen, false, wait);
            }
            else if (wait.Host?.In(view) is { } name && view.Of(name.Kind).Find(name.Name.Namespace, name.Name.Name) is { } service)
            {
                yield return new(To(name), [name], false, wait);
                if (NeedsAPod(wait, service) && Backends.Of(service, view).Select(ObjectKey.Of).ToImmutableArray() is { IsEmpty: false } backends)
                {
                    yield return new(To(name), backends, true, wait);
                }
            }
        }
    }

    // The name of a Service with an address of its own resolves without a Pod; a headless one has but the addresses of ready Pods.
    private static bool NeedsAPod(InferredWait wait, Manifest service) =>
        wait.By == AwaitedBy.Connection
        || (service.Root.TextAt("spec", "clusterIP") == "None" && service.Root.At("spec", "publishNotReadyAddresses") is not { Kind: NodeKind.Boolean, Text: "true" });
}
