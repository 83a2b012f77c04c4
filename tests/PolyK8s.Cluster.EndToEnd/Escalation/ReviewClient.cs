using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace PolyK8s.Cluster.EndToEnd.Escalation;

/// <summary>Asks the API server's own authorizer, thousands of times in seconds.</summary>
public sealed class ReviewClient : IDisposable
{
    private readonly Kubernetes _client;

    private ReviewClient(Kubernetes client) => _client = client;

    /// <summary>A client with the credentials of kubectl.</summary>
    public static async Task<ReviewClient> Of(Kubectl kubectl, string folder)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.kubeconfig");
        await File.WriteAllTextAsync(file, await kubectl.Get("config", "view", "--raw", "--minify", "--flatten"));
        return new(new(KubernetesClientConfiguration.BuildConfigFromConfigFile(file)));
    }

    /// <summary>Whether a user may do something: a SubjectAccessReview.</summary>
    public async Task<bool> May(string user, JsonObject attributes)
    {
        var spec = new JsonObject { ["user"] = user, ["groups"] = new JsonArray("system:authenticated") };
        spec[attributes.ContainsKey("path") ? "nonResourceAttributes" : "resourceAttributes"] = attributes.DeepClone();
        var answer = await Post("subjectaccessreviews", new JsonObject { ["apiVersion"] = "authorization.k8s.io/v1", ["kind"] = "SubjectAccessReview", ["spec"] = spec }, null);
        return answer["status"]!["allowed"]!.GetValue<bool>();
    }

    /// <summary>The rules a user is told they hold in a namespace: a SelfSubjectRulesReview, by impersonation.</summary>
    public async Task<JsonNode> RulesOf(string user, string ns) =>
        (await Post("selfsubjectrulesreviews", new JsonObject { ["apiVersion"] = "authorization.k8s.io/v1", ["kind"] = "SelfSubjectRulesReview", ["spec"] = new JsonObject { ["namespace"] = ns } }, user))["status"]!;

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<JsonNode> Post(string resource, JsonObject body, string? user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_client.BaseUri, $"apis/authorization.k8s.io/v1/{resource}"))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")),
        };
        if (user is not null)
        {
            request.Headers.Add("Impersonate-User", user);
            request.Headers.Add("Impersonate-Group", "system:authenticated");
        }

        if (_client.Credentials is not null)
        {
            await _client.Credentials.ProcessHttpRequestAsync(request, CancellationToken.None);
        }

        using var response = await _client.HttpClient.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
