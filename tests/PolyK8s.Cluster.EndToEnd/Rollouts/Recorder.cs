using System.Text;
using PolyK8s.Cluster.EndToEnd.Processes;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Engine.Lifecycles.Workloads;
using PolyK8s.Engine.Manifests;
using PolyK8s.Engine.Rollouts;

namespace PolyK8s.Cluster.EndToEnd.Rollouts;

/// <summary>Everything a watch of some objects shows, one version after the other.</summary>
public sealed class Recorder : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _writing = new();
    private readonly List<Manifest> _seen = [];
    private readonly Task _running;

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to watch a collection.</summary>
    public Recorder(PlainApi api, string path) => _running = Task.Run(() => RunAsync(api, path));

    /// <summary>Done once the API server has taken the watch: what is written after that is seen step by step.</summary>
    public Task Begun => Task.WhenAny(_begun.Task, _running);

    /// <summary>All versions so far.</summary>
    public IReadOnlyList<Manifest> Seen
    {
        get
        {
            lock (_writing)
            {
                return [.. _seen];
            }
        }
    }

    /// <summary>The states of an object, without repetitions.</summary>
    public IEnumerable<string> States(string name) => Distinct(Seen.Where(m => m.Name == name).Select(Word));

    /// <summary>What kubectl says of the versions of an object, without repetitions.</summary>
    public IEnumerable<string> Sayings(string name) => Distinct(Seen.Where(m => m.Name == name).Select(m => KubectlStatus.Of(m)).Select(s => s.Error is null ? s.Message : $"error: {s.Error}"));

    /// <summary>Waits for a version of an object.</summary>
    public async Task<Manifest> Until(string name, string what, Predicate<Manifest> isIt)
    {
        var found = await Eventually.Get(() => Task.FromResult(Seen.LastOrDefault(m => m.Name == name)), m => m is not null && isIt(m), Patience);
        return found is not null && isIt(found) ? found
            : throw new InvalidOperationException($"{name} is not {what} after {Patience}: {string.Join(", ", States(name))}\n{found?.Root}");
    }

    /// <summary>Waits until an object has been in a state, however shortly.</summary>
    public async Task Saw(string name, string state) =>
        Assert.Contains(state, await Eventually.Get(() => Task.FromResult(States(name)), states => states.Contains(state), Patience));

    /// <summary>Waits until there has been a version of an object, however shortly.</summary>
    public async Task Saw(string name, Predicate<Manifest> version) =>
        Assert.Contains(await Eventually.Get(() => Task.FromResult(Seen), seen => seen.Any(m => m.Name == name && version(m)), Patience), m => m.Name == name && version(m));

    /// <summary>Waits for a state of an object that lasts.</summary>
    public Task<Manifest> Until(string name, string state) => Until(name, state, m => Word(m) == state);

    /// <summary>Steps that no table allows.</summary>
    public IReadOnlyList<string> Illegal() => [.. Seen.GroupBy(m => m.Root.TextAt("metadata", "uid")).SelectMany(versions => versions.Zip(versions.Skip(1))).Select(Fault).OfType<string>()];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private static string? Fault((Manifest Before, Manifest After) step)
    {
        var (from, to) = (Word(step.Before), Word(step.After));
        var sameSpec = step.Before.Root.At("metadata", "generation")?.Text == step.After.Root.At("metadata", "generation")?.Text;
        var rolls = RolloutWorkload.Rolls(step.After) && sameSpec && to != "Terminating";
        return !ObjectStates.MayBecome(new(step.After.Group, step.After.Kind), from, to) ? $"{step.After.Reference}: the table of its kind has no way from {from} to {to}: {step.Before.Root["status"]} {step.After.Root["status"]}"
            : rolls && !RolloutEvents.MayBecome(WorkloadStates.Of(step.Before)!.Value, WorkloadStates.Of(step.After)!.Value) ? $"{step.After.Reference}: a controller does not lead from {from} to {to}: {step.Before.Root["status"]} {step.After.Root["status"]}"
            : null;
    }

    private static string Word(Manifest manifest) => ObjectStates.WordOf(manifest, DateTimeOffset.UnixEpoch);

    private static List<string> Distinct(IEnumerable<string> words) => words.Aggregate(new List<string>(), (list, word) =>
    {
        if (list.Count == 0 || list[^1] != word)
        {
            list.Add(word);
        }

        return list;
    });

    private async Task RunAsync(PlainApi api, string path)
    {
        try
        {
            await foreach (var change in api.Watch(path, _begun.SetResult, _stop.Token))
            {
                var manifest = ManifestReader.Read(Encoding.UTF8.GetBytes(change["object"]!.ToJsonString()), "").Manifests.Single();
                lock (_writing)
                {
                    // What is deleted is gone; what it was last is known already.
                    if ($"{change["type"]}" != "DELETED")
                    {
                        _seen.Add(manifest);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }
}
