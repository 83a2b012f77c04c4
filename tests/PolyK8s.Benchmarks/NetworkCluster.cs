using PolyK8s.Engine.Manifests;

namespace PolyK8s.Benchmarks;

/// <summary>A synthetic cluster: teams of eight namespaces, each team a zone, three pods and one or two policies a namespace.</summary>
internal static class NetworkCluster
{
    private const int Namespaces = 3_200;
    private const int Pods = 10_000;
    private const int Policies = 5_000;
    private const int Team = 8;

    /// <summary>The objects of a cluster of that many times the size.</summary>
    public static IEnumerable<Manifest> Objects(int times)
    {
        for (var i = 0; i < Namespaces * times; i++)
        {
            yield return Named("v1", "Namespace", "", $"ns-{i}", ("labels", Map(("team", $"team-{i / Team}"))));
        }

        for (var i = 0; i < Namespaces * times / Team; i++)
        {
            yield return Named("safety.poly-k8s.io/v1alpha1", "NetworkZone", "", $"team-{i}", spec: ManifestNode.Object(
                ("class", ManifestNode.Of("Restricted")),
                ("namespaces", ManifestNode.Object(("matchLabels", Map(("team", $"team-{i}"))))),
                ("allowIngress", ManifestNode.Array([ManifestNode.Object(("from", ManifestNode.Array([Peer($"team-{i + 1}")])), ("ports", ManifestNode.Array([ManifestNode.Object(("port", ManifestNode.Of(443L)))])))]))));
        }

        for (var i = 0; i < Pods * times; i++)
        {
            yield return Pod(i % (Namespaces * times), $"pod-{i}", $"app-{i % 7}", $"node-{i % 300}");
        }

        for (var i = 0; i < Policies * times; i++)
        {
            var ns = i % (Namespaces * times);
            yield return Policy(ns, $"policy-{i}", $"team-{(i < Namespaces * times ? ns / Team : (ns / Team) + 1)}", i < Namespaces * times ? 8080 : 443);
        }
    }

    /// <summary>A pod with one port.</summary>
    public static Manifest Pod(int ns, string name, string app, string node = "node-1") => Named("v1", "Pod", $"ns-{ns}", name, ("labels", Map(("app", app))), ManifestNode.Object(
        ("nodeName", ManifestNode.Of(node)),
        ("containers", ManifestNode.Array([ManifestNode.Object(("name", ManifestNode.Of("c")), ("ports", ManifestNode.Array([ManifestNode.Object(("name", ManifestNode.Of("http")), ("containerPort", ManifestNode.Of(8080L)))])))]))));

    /// <summary>A policy that lets a team in at a port.</summary>
    public static Manifest Policy(int ns, string name, string team, long port) => Named("networking.k8s.io/v1", "NetworkPolicy", $"ns-{ns}", name, spec: ManifestNode.Object(
        ("podSelector", ManifestNode.Object()),
        ("ingress", ManifestNode.Array([ManifestNode.Object(("from", ManifestNode.Array([Peer(team)])), ("ports", ManifestNode.Array([ManifestNode.Object(("port", ManifestNode.Of(port)))])))]))));

    private static ManifestNode Peer(string team) => ManifestNode.Object(("namespaceSelector", ManifestNode.Object(("matchLabels", Map(("team", team))))));

    private static ManifestNode Map(params (string Key, string Value)[] labels) => ManifestNode.Object([.. labels.Select(l => new ManifestMember(l.Key, ManifestNode.Of(l.Value)))]);

    private static Manifest Named(string apiVersion, string kind, string ns, string name, (string Name, ManifestNode Value)? more = null, ManifestNode? spec = null) => new(ManifestNode.Object(
        ("apiVersion", ManifestNode.Of(apiVersion)),
        ("kind", ManifestNode.Of(kind)),
        ("metadata", ManifestNode.Object(("name", ManifestNode.Of(name)), ("namespace", ns.Length == 0 ? null : ManifestNode.Of(ns)), (more?.Name ?? "", more?.Value))),
        ("spec", spec)));
}
