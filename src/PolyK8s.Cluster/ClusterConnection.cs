using System.Net;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine;
using k8s;
using k8s.Authentication;
using k8s.Exceptions;

namespace PolyK8s.Cluster;

/// <summary>An API server and how to speak to it.</summary>
public sealed class ClusterConnection : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _server;
    private readonly ServiceClientCredentials? _credentials;

    private ClusterConnection(KubernetesClientConfiguration config) : this(ApiClients.Of(config), ApiClients.Server(config)) =>
        _credentials = Kubernetes.CreateCredentials(config);

    /// <summary>A server that asks for no credentials.</summary>
    internal ClusterConnection(HttpClient http, Uri server) => (_http, _server) = (http, server);

    /// <summary>Whom every request is made as, as with kubectl's <c>--as</c>; null for the user of the credentials.</summary>
    public Author? Impersonated { get; init; }

    /// <summary>The server's address.</summary>
    public Uri Server => _server;

    /// <summary>The cluster kubectl would use: <paramref name="kubeconfig"/>, else <c>KUBECONFIG</c>, else <c>~/.kube/config</c>, else the cluster this process runs in.</summary>
    /// <param name="kubeconfig">A kubeconfig file; null for the usual places.</param>
    /// <param name="context">A context of it; null for the current one. Not for the cluster this process runs in.</param>
    /// <param name="impersonated">Whom to be; null for the user of the credentials.</param>
    /// <exception cref="ClusterException">There is no such configuration, or it cannot be read.</exception>
    public static ClusterConnection Open(string? kubeconfig = null, string? context = null, Author? impersonated = null)
    {
        try
        {
            return new(Config(kubeconfig, context)) { Impersonated = impersonated };
        }
        catch (NullReferenceException)
        {
            // The client library takes a file without contexts, clusters or users for one that has them.
            throw new ClusterException($"no cluster to speak to: `{kubeconfig ?? "the kubeconfig"}` is incomplete; it needs contexts, clusters and users");
        }
        catch (Exception e) when (e is KubeConfigException or IOException or UnauthorizedAccessException or FormatException
            or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            throw new ClusterException($"no cluster to speak to: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>Sends a GET; the body has not been read when this returns.</summary>
    internal async Task<HttpResponseMessage> GetAsync(string pathAndQuery, string accept, CancellationToken cancelled)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server, pathAndQuery)) { Version = HttpVersion.Version20 };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        await IdentifyAsync(request, cancelled);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancelled);
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="pathAndQuery">Relative to the server.</param>
    /// <param name="contentType">What the body is; null when there is none.</param>
    /// <param name="body">The body, JSON.</param>
    /// <param name="cancelled">Gives up.</param>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    internal async Task<ApiAnswer> SendAsync(HttpMethod method, string pathAndQuery, string? contentType, string body, CancellationToken cancelled)
    {
        using var request = new HttpRequestMessage(method, new Uri(_server, pathAndQuery)) { Version = HttpVersion.Version20 };
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (contentType is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue(contentType));
        }

        await IdentifyAsync(request, cancelled);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancelled);
        return new((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancelled));
    }

    /// <summary>Credentials come from token files and plugins, which fail in many ways: to a reader they all mean that the request could not be sent.</summary>
    private async Task IdentifyAsync(HttpRequestMessage request, CancellationToken cancelled)
    {
        if (Impersonated is { } user)
        {
            request.Headers.TryAddWithoutValidation("Impersonate-User", user.Name);
            request.Headers.TryAddWithoutValidation("Impersonate-Group", user.Groups.Where(g => g != "system:authenticated"));
        }

        try
        {
            await (_credentials?.ProcessHttpRequestAsync(request, cancelled) ?? Task.CompletedTask);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new HttpRequestException($"no credentials: {e.Message}", e);
        }
    }

    private static KubernetesClientConfiguration Config(string? kubeconfig, string? context)
    {
        if (kubeconfig is not null)
        {
            return Kubeconfig.Read([kubeconfig], context);
        }

        var named = Environment.GetEnvironmentVariable("KUBECONFIG")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return named is not [] ? Kubeconfig.Read(named, context)
            : File.Exists(KubernetesClientConfiguration.KubeConfigDefaultLocation) ? Kubeconfig.Read([KubernetesClientConfiguration.KubeConfigDefaultLocation], context)
            : KubernetesClientConfiguration.IsInCluster() ? KubernetesClientConfiguration.InClusterConfig()
            : throw new ClusterException($"no cluster to speak to: give --kubeconfig, set KUBECONFIG, or write `{KubernetesClientConfiguration.KubeConfigDefaultLocation}`");
    }
}
