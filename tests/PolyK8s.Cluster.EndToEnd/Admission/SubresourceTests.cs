using System.Text.Json.Nodes;
using PolyK8s.Cluster.EndToEnd.Rollouts;

namespace PolyK8s.Cluster.EndToEnd.Admission;

/// <summary>The subresources of Pods that write their spec are judged as updates of the Pod, where the API server has them.</summary>
[Collection(EndToEnd.Name)]
public sealed class SubresourceTests(Stage stage)
{
    [Fact]
    public async Task Ephemeral_containers_are_judged()
    {
        var (ns, pod) = await Pod();
        pod["spec"]!["ephemeralContainers"] = JsonNode.Parse("""[{"name": "debug", "image": "registry.example/debug:1", "envFrom": [{"configMapRef": {"name": "nowhere"}}]}]""");

        if (!await Serves("pods/ephemeralcontainers"))
        {
            var written = await stage.Kubectl.Raw("replace", $"/api/v1/namespaces/{ns}/pods/one/ephemeralcontainers", pod.ToJsonString());
            Assert.Contains("NotFound", written.Errors, StringComparison.Ordinal); // before 1.23 nobody can add one
            return;
        }

        using var api = PlainApi.To(stage.Kubeconfig);
        var warnings = await api.Warnings(HttpMethod.Put, $"api/v1/namespaces/{ns}/pods/one/ephemeralcontainers", pod);
        Assert.Contains(warnings, warning => warning.Contains("SafeGraph/dangling-reference", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_resize_is_let_through()
    {
        var (ns, pod) = await Pod();
        pod["spec"]!["containers"]![0]!["resources"] = JsonNode.Parse("""{"requests": {"cpu": "200m"}}""");

        var written = await stage.Kubectl.Raw("replace", $"/api/v1/namespaces/{ns}/pods/one/resize", pod.ToJsonString());

        if (!await Serves("pods/resize"))
        {
            Assert.Contains("NotFound", written.Errors, StringComparison.Ordinal); // before 1.33 nobody can resize one
            return;
        }

        written.OrFail();
        Assert.Equal("200m", await stage.Kubectl.Get("get", "pod", "one", "-n", ns, "-o", "jsonpath={.spec.containers[0].resources.requests.cpu}"));
    }

    private async Task<(string Ns, JsonNode Pod)> Pod()
    {
        var ns = await stage.Namespace();
        (await stage.Kubectl.Apply($"{{apiVersion: v1, kind: Pod, metadata: {{name: one, namespace: {ns}}}, spec: {{schedulerName: nobody, containers: [{{name: c, image: c, resources: {{requests: {{cpu: 100m}}}}}}]}}}}")).OrFail();
        return (ns, JsonNode.Parse(await stage.Kubectl.Get("get", "pod", "one", "-n", ns, "-o", "json"))!);
    }

    private async Task<bool> Serves(string resource) => JsonNode.Parse(await stage.Kubectl.Get("get", "--raw=/api/v1"))!["resources"]!.AsArray().Any(r => (string)r!["name"]! == resource && (string)r["kind"]! == "Pod");
}
