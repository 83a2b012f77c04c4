using PolyK8s.Engine;

namespace PolyK8s.Cluster.Reflecting;

/// <summary>Keeps the objects of one resource as the API server has them: list, then watch, and list again when the watch cannot go on.</summary>
/// <remarks>After client-go's <c>tools/cache/reflector.go</c>: bookmarks move the version on, 410 Gone asks for a new list, failures back off with jitter.</remarks>
internal sealed class Reflector(ClusterConnection connection, WatchedResource resource, ReflectorTiming timing, TimeProvider clock, IReflection reflection)
{
    private readonly Lister _lister = new(connection, resource, timing, clock);
    private readonly Watcher _watcher = new(connection, resource, timing, clock);
    private readonly Backoff _backoff = new(timing, clock);

    /// <summary>Runs until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            var listed = await _lister.ListAsync(stop);
            if (listed.Problem is { IsAbsent: true })
            {
                reflection.Set(resource, ObjectSet.Empty, "");
                await _backoff.WaitForResourceAsync(stop);
            }
            else if (listed.Problem is { } problem)
            {
                reflection.Fail(resource, problem.Line);
                await _backoff.PauseAsync(stop);
            }
            else
            {
                reflection.Set(resource, listed.Objects, listed.ResourceVersion);
                await FollowAsync(listed, stop);
            }
        }
    }

    /// <summary>Watches, again and again, until only a new list helps.</summary>
    private async Task FollowAsync(Listed listed, CancellationToken stop)
    {
        var (objects, resourceVersion) = (listed.Objects, listed.ResourceVersion);
        while (true)
        {
            var (before, began) = (resourceVersion, clock.GetTimestamp());
            var problem = await _watcher.FollowAsync(listed.Version, resourceVersion, Take, stop);
            var worked = resourceVersion != before || clock.GetElapsedTime(began) > timing.LongestPause;
            if (worked)
            {
                _backoff.Reset();
            }

            // Watches break now and then, and expire; that is worth a word only when the next one does not work either.
            if (problem is { IsExpired: false } && !(worked && problem.IsInterruption))
            {
                reflection.Fail(resource, problem.Line);
            }

            // Also after a regular end: a server that ends every watch at once must not be asked in a tight loop.
            await _backoff.PauseAsync(stop);
            if (problem is { IsInterruption: false })
            {
                return;
            }
        }

        void Take(WatchEvent next)
        {
            if (next.ResourceVersion.Length > 0)
            {
                resourceVersion = next.ResourceVersion;
            }

            objects = After(objects, next, listed.Version);
            reflection.Set(resource, objects, resourceVersion);
        }
    }

    private ObjectSet After(ObjectSet objects, WatchEvent next, string version)
    {
        if (next.Type is "ADDED" or "MODIFIED")
        {
            return objects.With(Slim.Of(next.Object, resource, version));
        }

        return next.Type == "DELETED"
            ? objects.Without(next.Object.TextAt("metadata", "namespace") ?? "", next.Object.TextAt("metadata", "name") ?? "")
            : objects;
    }
}
