using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>Plain requests to the API server as its administrator: where a process of kubectl for each would take too long.</summary>
public sealed class PlainApi : IDisposable
{
    private readonly Kubernetes _client;

    private PlainApi(string kubeconfig) => _client = new(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));

    /// <summary>The cluster of a kubeconfig.</summary>
    public static PlainApi To(string kubeconfig) => new(kubeconfig);

    /// <summary>Sends a request; null when the server does not take it, as one that comes too late, or the connection breaks.</summary>
    public async Task<JsonNode?> Try(HttpMethod method, string path, JsonNode? body = null, string type = "application/json")
    {
        try
        {
            using var response = await Send(method, path, body, type, CancellationToken.None);
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode ? JsonNode.Parse(text) : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Sends a request that must be taken, and returns the warnings of the answer.</summary>
    public async Task<string[]> Warnings(HttpMethod method, string path, JsonNode body)
    {
        using var response = await Send(method, path, body, "application/json", CancellationToken.None);
        return [.. response.EnsureSuccessStatusCode().Headers.Warning.Select(warning => warning.Text)];
    }

    /// <summary>Reads, as it comes, what a watch of a collection sends.</summary>
    public async IAsyncEnumerable<JsonNode> Watch(string path, Action begun, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancelled)
    {
        using var response = await Send(HttpMethod.Get, $"{path}?watch=true", null, "", cancelled);
        begun();
        using var reader = new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancelled));
        while (await reader.ReadLineAsync(cancelled) is { } line)
        {
            yield return JsonNode.Parse(line)!;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, JsonNode? body, string type, CancellationToken cancelled)
    {
        using var request = new HttpRequestMessage(method, new Uri(_client.BaseUri, path));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, type);
        await (_client.Credentials?.ProcessHttpRequestAsync(request, cancelled) ?? Task.CompletedTask);
        return await _client.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancelled);
    }
}
