using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Live;

/// <summary>The commands that answer from a cluster answer from a real one.</summary>
[Collection(EndToEnd.Name)]
public sealed class LiveCommandTests(Stage stage)
{
    [Fact]
    public async Task Answers_who_may_do_what()
    {
        var ns = await Shop();
        var runner = $"system:serviceaccount:{ns}:runner";
        var may = await Ask("can", "--as", runner, "get", "secrets", "password", "-n", ns);
        Assert.Equal(0, may.ExitCode);
        Assert.Contains($"RoleBinding `{ns}/runner`", may.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await Ask("can", "--as", runner, "delete", "secrets", "password", "-n", ns)).ExitCode);
        Assert.Contains("secret-read", (await Ask("capabilities", $"{ns}/runner")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_how_somebody_comes_to_act_as_somebody_else()
    {
        var ns = await Shop();
        (await stage.Kubectl.Apply(Admission.Workload.User(ns, $"{ns}-author", """[{apiGroups: [""], resources: [pods], verbs: [create]}]"""))).OrFail();
        var way = await Ask("escalate", "--as", $"{ns}-author", "--to", $"{ns}/runner");
        Assert.True(way.ExitCode == 1, way.Text);
        Assert.Contains($"{ns}/runner", way.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Ask("escalate", "--as", $"{ns}-nobody", "--to", $"{ns}/runner")).ExitCode);
    }

    [Fact]
    public async Task Judges_custom_resources_by_the_definitions_of_the_cluster_and_shows_their_defaults()
    {
        var (ns, group) = (await stage.Namespace("taps"), $"{Guid.NewGuid():N}.example.com");
        (await stage.Kubectl.Apply("""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: taps.GROUP}
            spec:
              group: GROUP
              names: {kind: Tap, plural: taps, singular: tap, listKind: TapList}
              scope: Namespaced
              versions:
              - name: v1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, required: [spec], properties: {spec: {type: object, required: [flow], properties: {flow: {type: integer, maximum: 9}, mode: {type: string, description: how}, description: {type: string}}}}}}
            """.Replace("GROUP", group, StringComparison.Ordinal).Replace("NAMESPACE", ns, StringComparison.Ordinal))).OrFail();
        (await stage.Kubectl.Apply("""
            apiVersion: safety.poly-k8s.io/v1alpha1
            kind: SchemaConstraint
            metadata: {name: NAMESPACE}
            spec: {match: {kinds: [Tap.GROUP]}, message: taps, defaults: [{path: spec.mode, value: slow}]}
            """.Replace("GROUP", group, StringComparison.Ordinal).Replace("NAMESPACE", ns, StringComparison.Ordinal))).OrFail();
        var file = Path.Combine(stage.Folder, $"{ns}.yaml");
        await File.WriteAllTextAsync(file, """
            {apiVersion: GROUP/v1, kind: Tap, metadata: {name: good, namespace: NAMESPACE}, spec: {flow: 1, description: warm}}
            ---
            {apiVersion: GROUP/v1, kind: Tap, metadata: {name: bad, namespace: NAMESPACE}, spec: {flow: 10, pressure: 1}}
            """.Replace("GROUP", group, StringComparison.Ordinal).Replace("NAMESPACE", ns, StringComparison.Ordinal));
        try
        {
            var judged = await Ask("check", "-f", file, "--diff", "--rules", "SafeSchema/*");
            Assert.True(judged.ExitCode == 1, judged.Text);
            Assert.Contains("spec.flow: malformed value: `10`: should be less than or equal to 9", judged.Output, StringComparison.Ordinal);
            Assert.Contains("spec.pressure: unknown field", judged.Output, StringComparison.Ordinal);
            Assert.Contains("\n+++ Tap " + ns + "/good with defaults\n", judged.Output, StringComparison.Ordinal);
            Assert.Contains("\n+  mode: slow\n", judged.Output, StringComparison.Ordinal);
            Assert.Contains("2 objects, 1 denied; 2 errors,", judged.Output, StringComparison.Ordinal);
        }
        finally
        {
            await stage.Kubectl.Run("delete", "schemaconstraint", ns);
            await stage.Kubectl.Run("delete", "crd", $"taps.{group}");
        }
    }

    [Fact]
    public async Task Answers_what_the_network_lets_through()
    {
        var ns = await Shop();
        var (closed, open) = (await Reach(ns, "client", "web"), await Reach(ns, "web", "client"));
        Assert.Equal(("Denied", "Allowed"), (closed["verdict"]!.GetValue<string>(), open["verdict"]!.GetValue<string>()));
        Assert.Equal($"NetworkPolicy {ns}/closed", closed["answers"]![0]!["ingress"]!["policy"]!.GetValue<string>());
    }

    [Fact]
    public async Task Draws_what_is_there_and_what_is_missing_and_knows_Secrets_only_when_told_to()
    {
        var ns = await Shop();
        var (told, silent) = (await Missing(ns, "--secret-names"), await Missing(ns));
        Assert.Equal(["ConfigMap settings", "Secret missing"], told);
        Assert.Equal(["ConfigMap settings"], silent);
    }

    [Fact]
    public async Task Checks_a_manifest_against_what_is_there()
    {
        var ns = await Shop();
        var file = Path.Combine(stage.Folder, $"{ns}.yaml");
        await File.WriteAllTextAsync(file, Deployment(ns, "web"));
        var report = JsonNode.Parse((await Ask("check", "-f", file, "--secret-names", "--rules", "SafeGraph/*", "-o", "json")).Output)!["results"]![0]!;
        var dangling = report["findings"]!.AsArray().Where(f => f!["rule"]!.GetValue<string>() == "SafeGraph/dangling-reference").Select(f => f!["path"]!.GetValue<string>());
        Assert.Equal(["spec.template.spec.containers[0].envFrom[0].configMapRef.name", "spec.template.spec.containers[0].envFrom[2].secretRef.name"], dangling.Order(StringComparer.Ordinal));
    }

    private async Task<string> Shop()
    {
        var ns = await stage.Namespace("live");
        (await stage.Kubectl.Apply(Admission.Workload.ServiceAccount(ns, "runner", """[{apiGroups: [""], resources: [secrets], verbs: [get]}]"""))).OrFail();
        (await stage.Kubectl.Apply($$$"""
            apiVersion: v1
            kind: Secret
            metadata: {name: password, namespace: {{{ns}}}}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: closed, namespace: {{{ns}}}}
            spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress]}
            ---
            {{{Deployment(ns, "web")}}}
            ---
            {{{Deployment(ns, "client")}}}
            """)).OrFail();
        return ns;
    }

    private async Task<JsonNode> Reach(string ns, string from, string to) =>
        JsonNode.Parse((await Ask("reach", "--from", $"{ns}/{from}", "--to", $"{ns}/{to}", "--port", "80", "-o", "json")).Output)!;

    private async Task<IEnumerable<string>> Missing(string ns, params string[] more)
    {
        var graph = JsonNode.Parse((await Ask(["graph", "--focus", $"deployment/{ns}/web", "--depth", "1", "-o", "json", .. more])).OrFail().Output)!;
        return graph["nodes"]!.AsArray().Where(n => n!["missing"]!.GetValue<bool>()).Select(n => $"{n!["kind"]} {n["name"]}").Order(StringComparer.Ordinal);
    }

    private async Task<Finished> Ask(params string[] command)
    {
        var run = await ProductCli.Run([.. command, "--live", "--kubeconfig", await stage.Administrator()]);
        Assert.True(run.ExitCode is 0 or 1, run.Text);
        return run;
    }

    private static string Deployment(string ns, string name) =>
        $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: {name}, namespace: {ns}}}, spec: {{replicas: 0, selector: {{matchLabels: {{app: {name}}}}}, template: {{metadata: {{labels: {{app: {name}}}}}, spec: {{containers: [{{name: main, image: \"registry.example/web:1\", envFrom: [{{configMapRef: {{name: settings}}}}, {{secretRef: {{name: password}}}}, {{secretRef: {{name: missing}}}}]}}]}}}}}}}}";
}
