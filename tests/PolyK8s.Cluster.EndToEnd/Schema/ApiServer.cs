using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace PolyK8s.Cluster.EndToEnd.Schema;

/// <summary>Plain requests to the test cluster, many of them: a kubectl for each would take minutes.</summary>
public sealed class ApiServer : IDisposable
{
    // What these tests build from Debian's source does not say its version.
    private const int DebiansMinor = 20;

    private readonly Kubernetes _client;

    /// <summary>As the user of a kubeconfig.</summary>
    public ApiServer(string kubeconfig) => _client = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));

    /// <summary>Sends an object; nothing is stored with <c>dryRun=All</c> in the query.</summary>
    /// <param name="method">POST or PUT.</param>
    /// <param name="path">The path and query.</param>
    /// <param name="body">The object.</param>
    public async Task<(int Status, JsonNode Answer)> Send(HttpMethod method, string path, JsonNode body)
    {
        using var request = new HttpRequestMessage(method, new Uri(_client.BaseUri, path))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        await (_client.Credentials?.ProcessHttpRequestAsync(request, CancellationToken.None) ?? Task.CompletedTask);
        using var response = await _client.HttpClient.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync()) ?? new JsonObject());
    }

    /// <summary>The minor of its version: 36 of 1.36.2.</summary>
    public async Task<int> Minor() =>
        int.TryParse((await _client.Version.GetCodeAsync()).Minor.TrimEnd('+'), CultureInfo.InvariantCulture, out var minor) ? minor : DebiansMinor;

    /// <summary>Where objects of a kind are, and of which name they are made there.</summary>
    public static string Path(JsonNode whole, string ns, bool isNamespaced)
    {
        var version = whole["apiVersion"]!.GetValue<string>();
        return $"{(version.Contains('/', StringComparison.Ordinal) ? "apis" : "api")}/{version}/{(isNamespaced ? $"namespaces/{ns}/" : "")}{Plural(whole["kind"]!.GetValue<string>())}";
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private static string Plural(string kind) => kind.ToLowerInvariant() switch
    {
        "networkpolicy" => "networkpolicies",
        "endpoints" => "endpoints",
        var lower when lower.EndsWith("class", StringComparison.Ordinal) || lower.EndsWith("ingress", StringComparison.Ordinal) => lower + "es",
        var lower => lower + "s",
    };
}
