using System.Globalization;
using PolyK8s.Engine.Endpoints;
using PolyK8s.Engine.Indexes;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Ordering;
using PolyK8s.Engine.Waiting;

namespace PolyK8s.Engine.Rules.SafeGraph;

// SafeGraph/service-reach
//
// A Service reaches Pods, on every port. A selector that no Pod has, a `targetPort` by a name that no container port has,
// or a name that another protocol has: the Service is accepted, has an address, and nobody answers there.
//
// Looked at: `spec.selector` and `spec.ports` of Services, labels and container ports of Pods and workloads in the same
// namespace. A number as `targetPort` needs no declared container port. A Pod lacking the named port is left out of that
// port only. On a workload: the Services that select its Pods.
//
// Allowed: Services without a selector, ExternalName, headless Services without ports, and several Services for one Pod.

/// <summary>Services that reach nothing, or not all they select.</summary>
public sealed class ServiceReach : IRule
{
    /// <inheritdoc />
    public RuleCard Card { get; } = new()
    {
        Id = "SafeGraph/service-reach",
        Title = "a Service reaches Pods on every port",
        Why = "a Service whose selector or port names match nothing is accepted and answers nobody",
        Reads = "selector and ports of Services, labels and container ports of Pods and workloads; the witness has the Service, the port (`port`) and what is not reached (`dropped`, with the reason), or the selector",
        Allows = "Services without a selector, ports by number, and several Services for one Pod; select labels the Pods have, and name ports they have in that protocol",
        Scopes = [.. WaitScopes.MakersAndServices],
        Severity = Severity.Warning,
        Theorem = "EndpointSelection.OnlyAMissingPortDropsAPod",
        NeedsKinds = [new("", "Pod")],
    };

    /// <inheritdoc />
    public IEnumerable<Finding> Judge(Change change, ClusterView view)
    {
        var (world, subject) = (change.WorldAfter(view), change.Object);
        if (subject is { Kind: "Service", Group: "" })
        {
            return ServiceEndpoints.Of(subject, world) is { } found ? OfService(found) : [];
        }

        if (!MakersByLabel.Makes(subject))
        {
            return [];
        }

        return SelectorsByLabel.Taking(world, new("", "Service"), subject.Namespace, MakersByLabel.PodLabels(subject))
            .Where(taken => ServiceEndpoints.Drops(taken.By, subject))
            .SelectMany(taken => OfMaker(ServiceEndpoints.Of(taken.By, world)!, ObjectKey.Of(subject)));
    }

    private static IEnumerable<Finding> OfService(ServiceEndpoints endpoints)
    {
        var service = endpoints.Service;
        if (endpoints.Behind.IsEmpty)
        {
            var selector = service.Root.At("spec", "selector")!;
            yield return new()
            {
                Severity = Severity.Warning,
                Reason = "selects nothing",
                Detail = $"no Pod and no workload in `{service.Namespace}` has the labels `{selector}`: the Service has no endpoints",
                Path = "spec.selector",
                At = selector,
                Key = $"selects nothing {selector}",
                Witness = ManifestNode.Object(("service", ObjectKey.Of(service).AsWitness()), ("selector", selector)),
                Fix = "select labels that the Pods have",
            };
        }

        foreach (var port in endpoints.Ports.Where(p => p.Dropped.Length > 0))
        {
            yield return Dropped(endpoints, port, port.Dropped[0], string.Create(CultureInfo.InvariantCulture, $"spec.ports[{port.Place}].targetPort"), service.Root.ItemsAt("spec", "ports")[port.Place]["targetPort"]);
        }
    }

    private static IEnumerable<Finding> OfMaker(ServiceEndpoints endpoints, ObjectKey maker)
    {
        foreach (var port in endpoints.Ports)
        {
            if (port.Dropped.FirstOrDefault(d => ObjectKey.Of(endpoints.Behind[d.Pod]) == maker) is { } dropped)
            {
                yield return Dropped(endpoints, port, dropped, "", null);
            }
        }
    }

    private static Finding Dropped(ServiceEndpoints endpoints, ServicePort port, DroppedPod dropped, string path, ManifestNode? at)
    {
        var (service, maker) = (ObjectKey.Of(endpoints.Service), ObjectKey.Of(endpoints.Behind[dropped.Pod]));
        return new()
        {
            Severity = Severity.Warning,
            Reason = port.Endpoints.IsEmpty ? "the port reaches nothing" : "the port does not reach all",
            Detail = string.Create(CultureInfo.InvariantCulture, $"port {port.Number}/{port.Protocol} of `{service}` does not reach `{maker}`: {dropped.Reason}"),
            Path = path,
            At = at,
            Key = string.Create(CultureInfo.InvariantCulture, $"{service} {port.Number}/{port.Protocol} {maker}"),
            Witness = ManifestNode.Object(
                ("service", service.AsWitness()),
                ("port", ManifestNode.Object(("number", ManifestNode.Of(port.Number)), ("protocol", ManifestNode.Of(port.Protocol)), ("target", port.Target.Name is { } name ? ManifestNode.Of(name) : ManifestNode.Of(port.Target.Number)))),
                ("dropped", ManifestNode.Array([.. port.Dropped.Select(d => ManifestNode.Object(("object", ObjectKey.Of(endpoints.Behind[d.Pod]).AsWitness()), ("reason", ManifestNode.Of(d.Reason))))]))),
            Fix = "name a container port so in that protocol, or lead to it by its number",
        };
    }
}
