using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>Stands in for scheduler and kubelet: binds Pods to a Node that is none, lets them run, end and go.</summary>
/// <remarks>Only Pods of the scheduler <c>nobody</c> are its own. What becomes of one is in the tag of its image: <c>done</c> succeeds, <c>broken</c> fails, all others are ready.</remarks>
public sealed class StandIn : IAsyncDisposable
{
    private const string Node = "stand-in";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, bool> _held = [];
    private readonly PlainApi _api;
    private readonly Task _running;

    private StandIn(PlainApi api)
    {
        _api = api;
        _running = Task.Run(RunAsync);
    }

    /// <summary>Begins.</summary>
    public static StandIn On(PlainApi api) => new(api);

    /// <summary>No Pod of a namespace becomes anything.</summary>
    public void Hold(string ns) => _held[ns] = true;

    /// <summary>They go on.</summary>
    public void Release(string ns) => _held.TryRemove(ns, out _);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _api.Try(HttpMethod.Delete, $"api/v1/nodes/{Node}");
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        await _api.Try(HttpMethod.Post, "api/v1/nodes", JsonNode.Parse($$$$"""{"apiVersion":"v1","kind":"Node","metadata":{"name":"{{{{Node}}}}"}}"""));
        // The API server marks a new Node as not ready, until somebody says otherwise.
        await _api.Try(HttpMethod.Patch, $"api/v1/nodes/{Node}", JsonNode.Parse("""{"spec":{"taints":null}}"""), "application/merge-patch+json");
        while (!_stop.IsCancellationRequested)
        {
            var pods = (await _api.Try(HttpMethod.Get, "api/v1/pods?fieldSelector=spec.schedulerName=nobody"))?["items"]!.AsArray() ?? [];
            await Task.WhenAll(pods.Select(pod => Move(pod!)));
            await Task.Delay(Pause);
        }
    }

    private async Task Move(JsonNode pod)
    {
        var (ns, phase) = ($"{pod["metadata"]!["namespace"]}", $"{pod["status"]!["phase"]}");
        var path = $"api/v1/namespaces/{ns}/pods/{pod["metadata"]!["name"]}";
        if (pod["metadata"]!["deletionTimestamp"] is not null)
        {
            await _api.Try(HttpMethod.Delete, $"{path}?gracePeriodSeconds=0");
        }
        else if (_held.ContainsKey(ns) || phase is "Succeeded" or "Failed")
        {
            // Held, or at its end.
        }
        else if (pod["spec"]!["nodeName"] is null)
        {
            await _api.Try(HttpMethod.Post, $"{path}/binding", JsonNode.Parse($$$$"""{"apiVersion":"v1","kind":"Binding","metadata":{"name":"{{{{pod["metadata"]!["name"]}}}}"},"target":{"apiVersion":"v1","kind":"Node","name":"{{{{Node}}}}"}}"""));
        }
        else if (phase == "Pending" || !IsLasting(pod))
        {
            pod["status"] = Next(pod, phase);
            await _api.Try(HttpMethod.Put, $"{path}/status", pod.DeepClone());
        }
    }

    private static bool IsLasting(JsonNode pod) => Tag(pod) is not ("done" or "broken");

    private static string Tag(JsonNode pod) => $"{pod["spec"]!["containers"]![0]!["image"]}".Split(':')[^1];

    private static JsonObject Next(JsonNode pod, string phase)
    {
        var ends = phase == "Running" && !IsLasting(pod);
        var broken = Tag(pod) == "broken";
        var (now, ready) = (DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), ends ? "False" : "True");
        var state = ends ? $$$$"""{"terminated":{"exitCode":{{{{(broken ? 1 : 0)}}}},"startedAt":"{{{{now}}}}","finishedAt":"{{{{now}}}}"}}""" : $$$$"""{"running":{"startedAt":"{{{{now}}}}"}}""";
        var said = $$$$"""
            {"phase":"{{{{(ends ? broken ? "Failed" : "Succeeded" : "Running")}}}}","startTime":"{{{{now}}}}",
             "conditions":[{"type":"PodScheduled","status":"True"},{"type":"Initialized","status":"True"},{"type":"ContainersReady","status":"{{{{ready}}}}"},{"type":"Ready","status":"{{{{ready}}}}","lastTransitionTime":"{{{{now}}}}"}],
             "containerStatuses":[{"name":"main","image":"main","imageID":"main","restartCount":0,"ready":{{{{(ends ? "false" : "true")}}}},"started":{{{{(ends ? "false" : "true")}}}},"state":{{{{state}}}}}]}
            """;
        return JsonNode.Parse(said)!.AsObject();
    }
}
