using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Admission;

/// <summary>The table of docs/operate.md: each way to write to a cluster, and what becomes of it, on the real API server.</summary>
/// <remarks>T-42: identity comes from the object, never from the name of the request. T-43: what is bad already can always be mended and removed.</remarks>
[Collection(EndToEnd.Name)]
public sealed class RowTests(Stage stage)
{
    [Theory]
    [InlineData("create")]
    [InlineData("create with generateName")]
    [InlineData("create as a dry run")]
    [InlineData("server-side apply")]
    [InlineData("apply over it")]
    [InlineData("JSON merge patch")]
    [InlineData("JSON patch")]
    [InlineData("server-side apply of a change")]
    public async Task Is_refused(string way)
    {
        var ns = await stage.Namespace("nobody");
        (await stage.Kubectl.Apply(Exception(ns, "name: good"))).OrFail();
        var tried = await Write(way, ns);
        Assert.False(tried.Succeeded, tried.Text);
        Assert.Contains("SafeSchema/policy-object", tried.Errors, StringComparison.Ordinal);
        Assert.Equal("safetyexception.safety.poly-k8s.io/good\n", await stage.Kubectl.Get("get", "safetyexceptions", "-n", ns, "-o", "name"));
        Assert.Equal("SafeGraph/*", await stage.Kubectl.Get("get", "safetyexception", "good", "-n", ns, "-o", "jsonpath={.spec.rules[0]}"));
    }

    [Theory]
    [InlineData("a label", "label", "deployment", "bad", "team=e2e")]
    [InlineData("an annotation", "annotate", "deployment", "bad", "team=e2e")]
    [InlineData("a finalizer", "patch", "deployment", "bad", "--type=merge", "--patch={\"metadata\":{\"finalizers\":[\"e2e/f\"]}}")]
    [InlineData("taking finalizers away", "patch", "deployment", "bad", "--type=merge", "--patch={\"metadata\":{\"finalizers\":null}}")]
    [InlineData("the subresource scale", "scale", "deployment", "bad", "--replicas=3")]
    [InlineData("the subresource status", "patch", "deployment", "bad", "--type=merge", "--subresource=status", "--patch={\"status\":{\"observedGeneration\":1}}")]
    [InlineData("another template, no worse", "set", "image", "deployment/bad", "main=registry.example/other:2")]
    [InlineData("a restart", "rollout", "restart", "deployment", "bad")]
    [InlineData("its mending", "annotate", "deployment", "bad", "config.kubernetes.io/depends-on-")]
    [InlineData("its deletion", "delete", "deployment", "bad")]
    [InlineData("deletion of all", "delete", "deployments", "--all")]
    public async Task Passes_on_an_object_that_is_bad_already(string what, params string[] command)
    {
        var ns = await BadDeployment();
        var done = await stage.Kubectl.Run([.. command, "-n", ns]);
        Assert.True(done.Succeeded, $"{what}: {done.Text}");
    }

    [Fact]
    public async Task An_update_of_a_bad_object_may_not_make_it_worse()
    {
        var ns = await BadDeployment();
        (await stage.Kubectl.Apply(Workload.Deployment(ns, "other", dependsOn: "bad"))).OrFail();
        var worse = await Eventually.Get(
            () => stage.Kubectl.Run("annotate", "deployment", "bad", "-n", ns, "--overwrite", "--dry-run=server", $"config.kubernetes.io/depends-on=apps/namespaces/{ns}/Deployment/other"),
            r => !r.Succeeded);
        Assert.Contains("SafeGraph/dependency-cycle", worse.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_of_the_API_is_judged_like_any_other()
    {
        var ns = await stage.Namespace();
        var version = (await stage.Kubectl.Get("api-versions")).Contains("batch/v1beta1\n", StringComparison.Ordinal) ? "batch/v1beta1" : "batch/v1";
        var refused = await stage.Kubectl.Create($"""
            apiVersion: {version}
            kind: CronJob
            metadata:
              name: nightly
              namespace: {ns}
              annotations:
                config.kubernetes.io/depends-on: batch/namespaces/{ns}/CronJob/nightly
            spec:
              schedule: "0 3 * * *"
              jobTemplate:
                spec:
                  template:
                    spec:
                      restartPolicy: Never
                      containers:
                      - name: main
                        image: registry.example/nightly:1
            """);
        Assert.False(refused.Succeeded, refused.Text);
        Assert.Contains("SafeGraph/dependency-cycle", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T_27_An_object_as_large_as_an_API_server_takes_is_judged()
    {
        var ns = await stage.Namespace();
        string Large(int kibibytes) => Workload.Deployment(ns, "web", dependsOn: "web").TrimEnd().TrimEnd('-') + string.Concat(
            Enumerable.Range(0, kibibytes).Select(i => $"        {(i == 0 ? "env:\n        " : "")}- {{name: V{i}, value: {new string('x', 990)}}}\n"));
        var refused = await stage.Kubectl.Create(Large(2900), "--dry-run=server");
        Assert.False(refused.Succeeded);
        Assert.Contains("SafeGraph/dependency-cycle", refused.Errors, StringComparison.Ordinal);
        var tooLarge = await stage.Kubectl.Create(Large(3200), "--dry-run=server");
        Assert.Contains("too large", tooLarge.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T_08_A_version_that_only_an_older_client_knows_is_judged_like_any_other()
    {
        var ns = await stage.Namespace();
        var old = (await stage.Kubectl.Get("api-versions")).Contains("extensions/v1beta1\n", StringComparison.Ordinal);
        var ingress = old
            ? $"{{apiVersion: extensions/v1beta1, kind: Ingress, metadata: {{name: web, namespace: {ns}, annotations: {{config.kubernetes.io/depends-on: networking.k8s.io/namespaces/{ns}/Ingress/web}}}}, spec: {{backend: {{serviceName: web, servicePort: 80}}}}}}"
            : $"{{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {{name: web, namespace: {ns}, annotations: {{config.kubernetes.io/depends-on: networking.k8s.io/namespaces/{ns}/Ingress/web}}}}, spec: {{defaultBackend: {{service: {{name: web, port: {{number: 80}}}}}}}}}}";
        var refused = await stage.Kubectl.Create(ingress, "--dry-run=server");
        Assert.False(refused.Succeeded, refused.Text);
        Assert.Contains("SafeGraph/dependency-cycle", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pods/{0}/eviction", """{"apiVersion":"policy/v1beta1","kind":"Eviction","metadata":{"name":"{0}","namespace":"{1}"}}""")]
    [InlineData("pods/{0}/binding", """{"apiVersion":"v1","kind":"Binding","metadata":{"name":"{0}","namespace":"{1}"},"target":{"kind":"Node","name":"none"}}""")]
    [InlineData("serviceaccounts/{0}/token", """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{}}""")]
    [InlineData("events", """{"apiVersion":"v1","kind":"Event","metadata":{"name":"{0}","namespace":"{1}"},"involvedObject":{"namespace":"{1}"}}""")]
    public async Task What_an_incident_needs_is_not_asked_about(string path, string body)
    {
        var ns = await stage.Namespace();
        (await stage.Kubectl.Apply($"{{apiVersion: v1, kind: ServiceAccount, metadata: {{name: one, namespace: {ns}}}}}\n---\n{{apiVersion: v1, kind: Pod, metadata: {{name: one, namespace: {ns}}}, spec: {{schedulerName: nobody, containers: [{{name: c, image: c}}]}}}}")).OrFail();
        string Filled(string text) => text.Replace("{0}", "one", StringComparison.Ordinal).Replace("{1}", ns, StringComparison.Ordinal);
        (await stage.Kubectl.Raw("create", $"/api/v1/namespaces/{ns}/{Filled(path)}", Filled(body))).OrFail();
    }

    private async Task<Finished> Write(string way, string ns)
    {
        const string Bad = "\"spec\":{\"rules\":[\"SafeGone/rule\"]}";
        return way switch
        {
            "create" => await stage.Kubectl.Create(Exception(ns, "name: bad", "SafeGone/rule")),
            "create with generateName" => await stage.Kubectl.Create(Exception(ns, "generateName: bad-", "SafeGone/rule")),
            "create as a dry run" => await stage.Kubectl.Create(Exception(ns, "name: bad", "SafeGone/rule"), "--dry-run=server"),
            "server-side apply" => await stage.Kubectl.Apply(Exception(ns, "name: bad", "SafeGone/rule"), "--server-side"),
            "apply over it" => await stage.Kubectl.Apply(Exception(ns, "name: good", "SafeGone/rule")),
            "JSON merge patch" => await stage.Kubectl.Run("patch", "safetyexception", "good", "-n", ns, "--type=merge", $"--patch={{{Bad}}}"),
            "JSON patch" => await stage.Kubectl.Run("patch", "safetyexception", "good", "-n", ns, "--type=json", """--patch=[{"op":"replace","path":"/spec/rules/0","value":"SafeGone/rule"}]"""),
            "server-side apply of a change" => await stage.Kubectl.Apply(Exception(ns, "name: good", "SafeGone/rule"), "--server-side", "--force-conflicts"),
            _ => throw new InvalidOperationException(way),
        };
    }

    /// <summary>A Deployment that waits for itself, made where rules warn; then the namespace is enforced.</summary>
    private async Task<string> BadDeployment()
    {
        var ns = await stage.Namespace("nobody");
        (await stage.Kubectl.Apply(Workload.Deployment(ns, "bad", dependsOn: "bad"))).OrFail();
        await stage.Kubectl.Get("label", "namespace", ns, "--overwrite", $"{Stage.Label}=enforce");
        var refused = await Eventually.Get(() => stage.Kubectl.Apply(Workload.Deployment(ns, "worse", dependsOn: "worse"), "--dry-run=server"), r => !r.Succeeded);
        Assert.False(refused.Succeeded, refused.Text);
        return ns;
    }

    private static string Exception(string ns, string name, string rule = "SafeGraph/*") => $$"""
        apiVersion: safety.poly-k8s.io/v1alpha1
        kind: SafetyException
        metadata: {{{name}}, namespace: {{ns}}}
        spec:
          rules: ["{{rule}}"]
          objects: [{kinds: [Deployment], names: [web]}]
          reason: for a test
          expiresAt: "2099-01-01T00:00:00Z"
        """;
}
