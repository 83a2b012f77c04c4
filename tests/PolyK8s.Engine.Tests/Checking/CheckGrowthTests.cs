using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Checking;

/// <summary>Many files cost as much a file as few: what a rule needs of the others it finds in an index that is made once.</summary>
/// <remarks>Counted in bytes allocated by one thread, which is the same on every machine.</remarks>
public sealed class CheckGrowthTests
{
    private const string App = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop-INDEX}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop-INDEX, annotations: {argocd.argoproj.io/sync-wave: "1"}}
        spec: {selector: {matchLabels: {app: web-INDEX}}, template: {metadata: {labels: {app: web-INDEX}}, spec: {serviceAccountName: web, containers: [{name: web, image: x, ports: [{name: http, containerPort: 80}], envFrom: [{configMapRef: {name: web}}]}]}}}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: shop-INDEX, annotations: {config.kubernetes.io/depends-on: apps/namespaces/shop-BEFORE/StatefulSet/db}}
        spec: {serviceName: web, selector: {matchLabels: {app: db-INDEX}}, template: {metadata: {labels: {app: db-INDEX}}, spec: {containers: [{name: db, image: x}]}}}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: log, namespace: shop-INDEX, annotations: {kapp.k14s.io/change-group: gINDEX, kapp.k14s.io/change-rule: upsert after upserting gBEFORE}}
        spec: {selector: {matchLabels: {app: log-INDEX}}, template: {metadata: {labels: {app: log-INDEX}}, spec: {containers: [{name: log, image: x}]}}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop-INDEX}
        spec: {selector: {app: web-INDEX}, ports: [{port: 80, targetPort: http}]}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: shop-INDEX}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: web, namespace: shop-INDEX}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: web, namespace: shop-INDEX}
        rules: [{apiGroups: [gINDEX.example.com], resources: [things], verbs: [get]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: web, namespace: shop-INDEX}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
        subjects: [{kind: ServiceAccount, name: web, namespace: shop-INDEX}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: web, namespace: shop-INDEX}
        spec: {podSelector: {matchLabels: {app: web-INDEX}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: db-INDEX}}}]}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: shop-INDEX}
        spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: web, namespace: shop-INDEX}
        spec: {minAvailable: 1, selector: {matchLabels: {app: web-INDEX}}}
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: things.gINDEX.example.com}
        spec: {group: gINDEX.example.com, scope: Namespaced, names: {kind: Thing, plural: things, singular: thing, listKind: ThingList}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]}
        ---
        apiVersion: gINDEX.example.com/v1
        kind: Thing
        metadata: {name: web, namespace: shop-INDEX}
        """;

    [Fact]
    public void An_object_beside_many_costs_no_more_than_beside_few()
    {
        // What is made once for the whole process is made here.
        BytesOfEach(2);
        var (few, many) = (BytesOfEach(20), BytesOfEach(160));
        Assert.True(many < 1.5 * few, $"{few:F0} bytes for each of few objects, {many:F0} for each of eight times as many");
    }

    private static double BytesOfEach(int apps)
    {
        ImmutableArray<Manifest> manifests = [.. Enumerable.Range(0, apps).SelectMany(app => Of(app))];
        var request = new RequestObjects(manifests, deleted: false);
        var author = new Author("alice", []);
        var start = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < manifests.Length; i++)
        {
            Judge.OfAllRules.Decide(Change.Create(manifests[i], author) with { Part = new(request, i) }, ClusterView.Empty, Policies.Strict);
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - start) / manifests.Length;
    }

    private static ImmutableArray<Manifest> Of(int app) => ManifestReader.Read(Encoding.UTF8.GetBytes(App
        .Replace("INDEX", app.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("BEFORE", (app - 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)), "").Manifests;
}
