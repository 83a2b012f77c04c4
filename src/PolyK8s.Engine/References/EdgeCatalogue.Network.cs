using System.Collections.Immutable;
using static PolyK8s.Engine.References.EdgeKind;
using static PolyK8s.Engine.References.SelectorForm;

namespace PolyK8s.Engine.References;

/// <content>Network.</content>
public static partial class EdgeCatalogue
{
    private const string GatewayApi = ".gateway.networking.k8s.io";
    private const string Gateway = "Gateway" + GatewayApi;
    private const string NoBackend = "requests are answered with an error";

    private static readonly ImmutableArray<EdgeRow> OfNetwork =
    [
        new("Service", "spec", "selector", ToPodsBy(Map), Selects, "the Service has no endpoints"),
        new("Ingress.networking.k8s.io", "spec", "ingressClassName", To("IngressClass.networking.k8s.io"), Exists, "no controller serves it"),
        new("Ingress.networking.k8s.io", "spec.defaultBackend.service", "name", To("Service"), Exists, NoBackend),
        new("Ingress.networking.k8s.io", "spec.defaultBackend.resource", "name", ToTheKindItNames(), Exists, NoBackend),
        new("Ingress.networking.k8s.io", "spec.rules[].http.paths[].backend.service", "name", To("Service"), Exists, NoBackend),
        new("Ingress.networking.k8s.io", "spec.rules[].http.paths[].backend.resource", "name", ToTheKindItNames(), Exists, NoBackend),
        new("Ingress.networking.k8s.io", "spec.tls[]", "secretName", To("Secret"), Exists, "the controller serves a certificate of its own") { IsSoft = true },
        new("IngressClass.networking.k8s.io", "spec.parameters", "name", ToTheKindItNames(ns: "namespace"), Exists, "the controller runs without the parameters"),
        new("EndpointSlice.discovery.k8s.io", "metadata.labels", "kubernetes.io/service-name", To("Service"), Exists, "nobody reads the slice"),
        new("EndpointSlice.discovery.k8s.io", "endpoints[].targetRef", "name", ToTheKindItNames("apiVersion", "namespace"), Exists, "traffic goes to an address that nobody has") { IsSoft = true },
        new("EndpointSlice.discovery.k8s.io", "endpoints[]", "nodeName", To("Node"), Exists, "traffic goes to a node that is gone") { IsSoft = true },
        new("NetworkPolicy.networking.k8s.io", "spec", "podSelector", ToPodsBy(Selector), Selects, "the policy holds for no Pod"),
        new(Gateway, "spec", "gatewayClassName", To("GatewayClass" + GatewayApi), Exists, "no controller serves it"),
        new(Gateway, "spec.listeners[].tls.certificateRefs[]", "name", new(new("", "Secret"), "namespace"), Exists, "the listener is not programmed"),
        .. new[] { "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute" }.Select(route => route + GatewayApi).SelectMany(route => new EdgeRow[]
        {
            new(route, "spec.parentRefs[]", "name", To(Gateway, "namespace"), Exists, "the route is attached to nothing"),
            new(route, "spec.rules[].backendRefs[]", "name", To("Service", "namespace"), Exists, NoBackend),
        }),
        new("IPAddress.networking.k8s.io", "spec.parentRef", "name", ToTheKindItNames("group", "namespace"), Exists, "the address is given back") { IsSoft = true },
    ];
}
