using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Admission;

/// <summary>Deletions of what others need, through kubectl and the API server.</summary>
[Collection(EndToEnd.Name)]
public sealed class DeletionTests(Stage stage)
{
    /// <summary>What is deleted, and what of the Deployment needs it.</summary>
    public static TheoryData<string, string> Needed => new()
    {
        { "configmap", "volumes: [{name: v, configMap: {name: needed}}]" },
        { "persistentvolumeclaim", "volumes: [{name: v, persistentVolumeClaim: {claimName: needed}}]" },
        { "serviceaccount", "serviceAccountName: needed" },
    };

    [Theory]
    [MemberData(nameof(Needed))]
    public async Task Refuses_the_deletion_until_nothing_needs_the_object(string kind, string use)
    {
        var ns = await stage.Namespace();
        (await stage.Kubectl.Apply(Object(ns, kind))).OrFail();
        (await Eventually.Get(() => stage.Kubectl.Apply(Deployment(ns, use)), r => r.Succeeded)).OrFail();

        var refused = await Eventually.Get(() => Delete(ns, kind, "needed", "--dry-run=server"), r => !r.Succeeded);
        Assert.Contains("SafeGraph/still-required", refused.Errors, StringComparison.Ordinal);
        Assert.Contains($"`Deployment.apps {ns}/web`", refused.Errors, StringComparison.Ordinal);
        Assert.False((await Delete(ns, kind, "needed")).Succeeded);
        (await stage.Kubectl.Run("get", kind, "needed", "-n", ns)).OrFail();

        (await Delete(ns, "deployment", "web")).OrFail();
        var deleted = await Eventually.Get(() => Delete(ns, kind, "needed"), r => r.Succeeded);
        Assert.True(deleted.Succeeded, deleted.Text);
    }

    [Fact]
    public async Task A_namespace_is_deleted_with_all_that_is_in_it()
    {
        var ns = await stage.Namespace();
        (await stage.Kubectl.Apply(Object(ns, "configmap"))).OrFail();
        (await Eventually.Get(() => stage.Kubectl.Apply(Deployment(ns, "volumes: [{name: v, configMap: {name: needed}}]")), r => r.Succeeded)).OrFail();
        (await stage.Kubectl.Run("delete", "namespace", ns, "--wait=false")).OrFail();
    }

    [Fact]
    public async Task T_53_In_a_namespace_that_is_being_deleted_nothing_is_kept()
    {
        var ns = await stage.Namespace();
        (await stage.Kubectl.Apply(Object(ns, "configmap"))).OrFail();
        (await Eventually.Get(() => stage.Kubectl.Apply(Deployment(ns, "volumes: [{name: v, configMap: {name: needed}}]")), r => r.Succeeded)).OrFail();
        await Eventually.Get(() => Delete(ns, "configmap", "needed", "--dry-run=server"), r => !r.Succeeded);
        (await stage.Kubectl.Run("delete", "namespace", ns, "--wait=false")).OrFail();
        var deleted = (await Eventually.Get(() => Delete(ns, "configmap", "needed"), r => r.Succeeded)).OrFail();
        Assert.Contains("Warning: ", deleted.Errors, StringComparison.Ordinal);
        Assert.Contains("SafeGraph/still-required", deleted.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_garbage_collector_deletes_goes_unless_an_owner_stays()
    {
        var ns = await stage.Namespace();
        (await stage.Kubectl.Apply(Object(ns, "serviceaccount").Replace("needed", "owner", StringComparison.Ordinal))).OrFail();
        var uid = await stage.Kubectl.Get("get", "serviceaccount", "owner", "-n", ns, "-o", "jsonpath={.metadata.uid}");
        (await stage.Kubectl.Apply($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: needed, namespace: {ns}, ownerReferences: [{{apiVersion: v1, kind: ServiceAccount, name: owner, uid: {uid}}}]}}}}")).OrFail();
        (await Eventually.Get(() => stage.Kubectl.Apply(Deployment(ns, "volumes: [{name: v, configMap: {name: needed}}]")), r => r.Succeeded)).OrFail();
        var collector = stage.Kubectl.As("system:serviceaccount:kube-system:generic-garbage-collector", "system:serviceaccounts", "system:serviceaccounts:kube-system");
        Task<Finished> Collected() => collector.Run("delete", "configmap", "needed", "-n", ns, "--wait=false");

        // It would not ask: the owner is there.
        var kept = await Eventually.Get(() => collector.Run("delete", "configmap", "needed", "-n", ns, "--wait=false", "--dry-run=server"), r => r.Errors.Contains("SafeGraph/still-required", StringComparison.Ordinal) && !r.Succeeded);
        Assert.False(kept.Succeeded, kept.Text);
        (await stage.Kubectl.Run("delete", "serviceaccount", "owner", "-n", ns)).OrFail();
        Assert.False((await Delete(ns, "configmap", "needed")).Succeeded);
        var deleted = (await Eventually.Get(Collected, r => r.Succeeded)).OrFail();
        Assert.Contains("SafeGraph/still-required", deleted.Errors, StringComparison.Ordinal);
    }

    private Task<Finished> Delete(string ns, string kind, string name, params IEnumerable<string> more) =>
        stage.Kubectl.Run(["delete", kind, name, "-n", ns, "--wait=false", .. more]);

    private static string Object(string ns, string kind) => kind switch
    {
        "configmap" => $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: needed, namespace: {ns}}}}}",
        "serviceaccount" => $"{{apiVersion: v1, kind: ServiceAccount, metadata: {{name: needed, namespace: {ns}}}}}",
        _ => $"{{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {{name: needed, namespace: {ns}}}, spec: {{accessModes: [ReadWriteOnce], resources: {{requests: {{storage: 1Gi}}}}}}}}",
    };

    private static string Deployment(string ns, string use) => $$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: {{{ns}}}}
        spec:
          replicas: 0
          strategy: {type: Recreate}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              {{{use}}}
              containers: [{name: main, image: registry.example/web:1}]
        """;
}
