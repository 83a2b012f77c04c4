using static PolyK8s.Engine.Lifecycles.StateLevel;

namespace PolyK8s.Engine.Lifecycles.Tables;

/// <summary>Services and Ingresses.</summary>
internal static class NetworkTables
{
    /// <summary>Services. Only one of type LoadBalancer waits for anything.</summary>
    public static LifecycleTable Services { get; } = new()
    {
        Kinds = [new("", "Service")],
        Fields = [FieldSource.Word("type", "spec.type", "ClusterIP"), FieldSource.Count("balancers", "status.loadBalancer.ingress")],
        States = [new("Pending", Underway, "Ready"), new("Ready", Settled, "Pending")],
        Rows =
        [
            new("type = LoadBalancer & balancers < 1", "Pending", "NoLoadBalancer", "no load balancer is assigned yet"),
            new("", "Ready", "ServiceReady", "it is of type {type}"),
        ],
    };

    /// <summary>Ingresses. Some controllers never say where they serve one.</summary>
    public static LifecycleTable Ingresses { get; } = new()
    {
        Kinds = [new("networking.k8s.io", "Ingress"), new("extensions", "Ingress")],
        Fields = [FieldSource.Count("balancers", "status.loadBalancer.ingress")],
        States = [new("Pending", Underway, "Ready"), new("Ready", Settled, "Pending")],
        Rows =
        [
            new("balancers < 1", "Pending", "NoLoadBalancer", "no controller has said where it is served"),
            new("", "Ready", "IngressReady", "it is served at {balancers} addresses"),
        ],
    };
}
