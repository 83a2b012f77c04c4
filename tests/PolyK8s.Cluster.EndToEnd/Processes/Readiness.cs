namespace PolyK8s.Cluster.EndToEnd.Processes;

/// <summary>Waits for a server of this machine to say it is ready.</summary>
public static class Readiness
{
    // An API server on two busy cores, starting on an empty etcd.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Returns when <paramref name="url"/> answers 200; fails when the program ends first or never gets there.</summary>
    public static async Task Of(RunningProgram program, Uri url, string name, string? token = null)
    {
        // The certificates are self-signed and made for this run.
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        var said = await Eventually.Get(() => Answer(client, url), answer => answer is null || program.HasEnded, Patience);
        if (said is not null || program.HasEnded)
        {
            throw new InvalidOperationException($"{name} {(program.HasEnded ? "ended" : $"is not ready ({said})")}; it said:\n{string.Join('\n', program.Text.Split('\n').TakeLast(20))}");
        }
    }

    // Null when it is ready, else what it answers.
    private static async Task<string?> Answer(HttpClient client, Uri url)
    {
        try
        {
            using var answer = await client.GetAsync(url);
            return answer.IsSuccessStatusCode ? null : $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return e.Message;
        }
    }
}
