using System.Globalization;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>Follows one collection from a version on, until the server ends the stream.</summary>
internal sealed class Watcher(ClusterConnection connection, WatchedResource resource, ReflectorTiming timing, TimeProvider clock)
{
    /// <summary>Gives every event to <paramref name="take"/>; null at a regular end, else the problem.</summary>
    public async Task<ApiProblem?> FollowAsync(string version, string resourceVersion, Action<WatchEvent> take, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var watchdog = clock.CreateTimer(_ => Bark(over), null, timing.Silence, Timeout.InfiniteTimeSpan);
        try
        {
            var seconds = ((int)timing.WatchTime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            var path = $"{resource.Path(version)}?watch=true&allowWatchBookmarks=true&timeoutSeconds={seconds}&resourceVersion={Uri.EscapeDataString(resourceVersion)}";
            using var response = await connection.GetAsync(path, Accept.Watch(resource.Parts), over.Token);
            if (!response.IsSuccessStatusCode)
            {
                var body = await response.Content.ReadAsByteArrayAsync(over.Token);
                return ApiProblem.Answered((int)response.StatusCode, "watch", resource, StatusText.Of(body));
            }

            await using var stream = await response.Content.ReadAsStreamAsync(over.Token);
            using var lines = new LineReader(stream);
            return await FollowAsync(lines, watchdog, take, over.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return ApiProblem.Unreachable("watch", resource, e);
        }
    }

    private async Task<ApiProblem?> FollowAsync(LineReader lines, ITimer watchdog, Action<WatchEvent> take, CancellationToken over)
    {
        while (await lines.NextAsync(over) is { } line)
        {
            watchdog.Change(timing.Silence, Timeout.InfiniteTimeSpan);
            var (next, problem) = WatchEvent.Parse(line.Span);
            if (next is null)
            {
                return ApiProblem.Unreadable("watch", resource, problem!);
            }

            if (next.Type == "ERROR")
            {
                return ApiProblem.Answered(Code(next.Object), "watch", resource, (next.Object.TextAt("message") ?? "").ReplaceLineEndings(" "));
            }

            take(next);
        }

        return null;
    }

    private static int Code(ManifestNode status) =>
        status["code"] is { Kind: NodeKind.Integer } code && int.TryParse(code.Text, CultureInfo.InvariantCulture, out var number) ? number : 500;

    private static void Bark(CancellationTokenSource over)
    {
        try
        {
            over.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stream ended on its own at the same moment.
        }
    }
}
