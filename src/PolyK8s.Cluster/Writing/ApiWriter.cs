using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Writing;

/// <summary>The requests of the one who leads: reads of single objects and writes, each with its patience, each failure one line.</summary>
internal sealed class ApiWriter(ClusterConnection connection)
{
    // A server that is busy answers within seconds; what is not answered by then is tried again at the next turn.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads one object.</summary>
    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancelled) => SendAsync(HttpMethod.Get, path, null, "", cancelled);

    /// <summary>Creates an object.</summary>
    public Task<ApiAnswer> CreateAsync(string path, ManifestNode body, CancellationToken cancelled) =>
        SendAsync(HttpMethod.Post, path, "application/json", body.ToString(), cancelled);

    /// <summary>Replaces an object; its resourceVersion says which state is replaced.</summary>
    public Task<ApiAnswer> ReplaceAsync(string path, ManifestNode body, CancellationToken cancelled) =>
        SendAsync(HttpMethod.Put, path, "application/json", body.ToString(), cancelled);

    /// <summary>Changes some members of an object.</summary>
    public Task<ApiAnswer> MergeAsync(string path, ManifestNode body, CancellationToken cancelled) =>
        SendAsync(HttpMethod.Patch, path, "application/merge-patch+json", body.ToString(), cancelled);

    /// <summary>Applies some fields, which are then this manager's and nobody else's.</summary>
    public Task<ApiAnswer> ApplyAsync(string path, string manager, ManifestNode body, CancellationToken cancelled) =>
        SendAsync(HttpMethod.Patch, $"{path}?fieldManager={manager}&force=true", "application/apply-patch+yaml", body.ToString(), cancelled);

    /// <summary>Sends a patch of any type.</summary>
    public Task<ApiAnswer> PatchAsync(string pathAndQuery, string contentType, ManifestNode body, CancellationToken cancelled) =>
        SendAsync(HttpMethod.Patch, pathAndQuery, contentType, body.ToString(), cancelled);

    /// <summary>Deletes an object.</summary>
    public Task<ApiAnswer> DeleteAsync(string path, CancellationToken cancelled) => SendAsync(HttpMethod.Delete, path, null, "", cancelled);

    /// <summary>Why a request did not work, one line.</summary>
    /// <param name="what">What was tried: <c>`update` of `secrets/poly-k8s-ca`</c>.</param>
    /// <param name="answer">What came back.</param>
    public static string Problem(string what, ApiAnswer answer) => answer.Status switch
    {
        0 => $"{what} did not work: {answer.Message}",
        403 => $"may not {what}; grant it (config/rbac)",
        _ => string.Create(CultureInfo.InvariantCulture, $"{what} was answered {answer.Status}{(answer.Message.Length == 0 ? "" : ": ")}{answer.Message}"),
    };

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? contentType, string body, CancellationToken cancelled)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        late.CancelAfter(Patience);
        try
        {
            return await connection.SendAsync(method, path, contentType, body, late.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancelled.IsCancellationRequested))
        {
            var message = e is OperationCanceledException ? "nothing came in time" : e.GetBaseException().Message.ReplaceLineEndings(" ");
            return new(0, System.Text.Encoding.UTF8.GetBytes(ManifestNode.Object(("message", ManifestNode.Of(message))).ToString()));
        }
    }
}
