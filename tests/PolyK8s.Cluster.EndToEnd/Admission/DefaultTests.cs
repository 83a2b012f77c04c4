using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Processes;

namespace PolyK8s.Cluster.EndToEnd.Admission;

/// <summary>Defaults of a SchemaConstraint, as the API server stores them.</summary>
[Collection(EndToEnd.Name)]
public sealed class DefaultTests(Stage stage)
{
    [Fact]
    public async Task Stores_objects_with_their_defaults_and_lets_the_validating_webhook_see_them()
    {
        var ns = await Constrained();
        var stored = await Eventually.Get(() => Applied(ns), d => Escalation(d) is not null);
        Assert.Equal("false", Escalation(stored)?.ToJsonString());

        // The same constraint requires the field: only who sees the default can accept the object.
        var refused = await stage.Kubectl.Apply(Workload.Deployment(ns, "web").Replace("image: registry.example/web:1", "image: registry.example/web:1\n        securityContext: {allowPrivilegeEscalation: true}", StringComparison.Ordinal), "--dry-run=server");
        Assert.False(refused.Succeeded, refused.Text);
        Assert.Contains("SafeSchema/schema-constraint", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Applying_twice_by_server_side_apply_changes_nothing()
    {
        var ns = await Constrained();
        await Eventually.Get(() => Applied(ns), d => Escalation(d) is not null);
        var first = await Get(ns);
        var again = await stage.Kubectl.Apply(Workload.Deployment(ns, "web"), "--server-side");
        again.OrFail();
        var second = await Get(ns);
        Assert.Equal((string?)first["metadata"]!["resourceVersion"], (string?)second["metadata"]!["resourceVersion"]);
        Assert.Equal(first["spec"]!.ToJsonString(), second["spec"]!.ToJsonString());
    }

    [Fact]
    public async Task What_another_webhook_puts_in_afterwards_gets_its_defaults_too()
    {
        await using var injector = await Injector.Start(stage.WebhookAddress);
        // Enforced, and by a label of its own: the other webhook is asked about this namespace only.
        await stage.Enforce("injected");
        var ns = await Constrained("injected");
        (await stage.Kubectl.Apply($$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingWebhookConfiguration
            metadata: {name: zz-injector}
            webhooks:
            - name: injector.example.com
              admissionReviewVersions: [v1]
              sideEffects: None
              reinvocationPolicy: IfNeeded
              clientConfig: {url: "{{injector.Url}}/inject", caBundle: {{injector.CaBundle}} }
              namespaceSelector: {matchLabels: { {{Stage.Label}}: injected } }
              rules: [{apiGroups: [apps], apiVersions: [v1], resources: [deployments], operations: [CREATE, UPDATE]}]
            """)).OrFail();
        try
        {
            var stored = await Eventually.Get(() => Applied(ns), d => Escalation(d) is not null && Containers(d).Count == 2);
            Assert.All(Containers(stored), container => Assert.Equal("false", container!["securityContext"]?["allowPrivilegeEscalation"]?.ToJsonString()));
            (await stage.Kubectl.Apply(Workload.Deployment(ns, "web"), "--server-side")).OrFail();
            Assert.Equal(stored["spec"]!.ToJsonString(), (await Get(ns))["spec"]!.ToJsonString());
        }
        finally
        {
            await stage.Kubectl.Run("delete", "mutatingwebhookconfiguration", "zz-injector");
        }
    }

    [Fact]
    public async Task Custom_objects_get_their_defaults_once_the_configuration_names_their_group()
    {
        var ns = await stage.Namespace("enforce");
        (await stage.Kubectl.Apply($$$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: taps.water.example.com}
            spec:
              group: water.example.com
              names: {kind: Tap, plural: taps}
              scope: Namespaced
              versions:
              - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {flow: {type: integer}, hot: {type: boolean} } } } } } }
            ---
            apiVersion: safety.poly-k8s.io/v1alpha1
            kind: SchemaConstraint
            metadata: {name: "{{{ns}}}" }
            spec:
              match:
                kinds: [Tap.water.example.com]
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: "{{{ns}}}" } }
              defaults: [{path: spec.flow, value: 3}, {path: spec.hot, value: false}]
            """)).OrFail();
        const string Group = """[{"op": "add", "path": "/webhooks/0/rules/-", "value": {"apiGroups": ["water.example.com"], "apiVersions": ["*"], "operations": ["CREATE", "UPDATE"], "resources": ["*"], "scope": "*"}}]""";
        (await stage.Kubectl.Run("patch", "mutatingwebhookconfiguration", "poly-k8s", "--type=json", "-p", Group)).OrFail();
        try
        {
            (await stage.Kubectl.Run("wait", "--for=condition=Established", "crd/taps.water.example.com", "--timeout=30s")).OrFail();
            var stored = await Eventually.Get(() => Tap(ns), tap => tap?["spec"]?["hot"] is not null);
            Assert.Equal("""{"flow":5,"hot":false}""", stored!["spec"]!.ToJsonString());
        }
        finally
        {
            await stage.Kubectl.Run("patch", "mutatingwebhookconfiguration", "poly-k8s", "--type=json", "-p", """[{"op": "remove", "path": "/webhooks/0/rules/2"}]""");
            await stage.Kubectl.Run("delete", "crd", "taps.water.example.com");
        }
    }

    private async Task<JsonNode?> Tap(string ns)
    {
        await stage.Kubectl.Run("delete", "tap", "a", "-n", ns, "--ignore-not-found");
        var applied = await stage.Kubectl.Apply($$"""{apiVersion: water.example.com/v1, kind: Tap, metadata: {name: a, namespace: "{{ns}}" }, spec: {flow: 5} }""");
        return applied.Succeeded ? JsonNode.Parse(await stage.Kubectl.Get("get", "tap", "a", "-n", ns, "-o", "json")) : null;
    }

    private static JsonArray Containers(JsonNode deployment) => deployment["spec"]!["template"]!["spec"]!["containers"]!.AsArray();

    private static JsonNode? Escalation(JsonNode deployment) =>
        deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["securityContext"]?["allowPrivilegeEscalation"];

    // A deletion, so that each try is a creation: an object that is there already is left alone.
    private async Task<JsonNode> Applied(string ns)
    {
        await stage.Kubectl.Run("delete", "deployment", "web", "-n", ns, "--ignore-not-found");
        (await stage.Kubectl.Apply(Workload.Deployment(ns, "web"), "--server-side")).OrFail();
        return await Get(ns);
    }

    private async Task<JsonNode> Get(string ns) => JsonNode.Parse(await stage.Kubectl.Get("get", "deployment", "web", "-n", ns, "-o", "json"))!;

    private async Task<string> Constrained(string mode = "enforce")
    {
        var ns = await stage.Namespace(mode);
        (await stage.Kubectl.Apply($$$"""
            apiVersion: safety.poly-k8s.io/v1alpha1
            kind: SchemaConstraint
            metadata: {name: "{{{ns}}}" }
            spec:
              match:
                kinds: [Deployment]
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: "{{{ns}}}" } }
              message: nobody gains privileges
              schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      template:
                        type: object
                        properties:
                          spec:
                            type: object
                            properties:
                              containers:
                                type: array
                                items:
                                  type: object
                                  required: [securityContext]
                                  properties:
                                    securityContext:
                                      type: object
                                      properties:
                                        allowPrivilegeEscalation: {type: boolean, enum: [false]}
              defaults:
              - path: spec.template.spec.containers[*].securityContext.allowPrivilegeEscalation
                value: false
            """)).OrFail();
        return ns;
    }
}
