using System.Runtime.CompilerServices;
using PolyK8s.Cluster.Reporting;
using PolyK8s.Cluster.Writing;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Tests.Reporting;

/// <summary>T-64: what a background check holds of a cluster at once does not grow with the cluster.</summary>
public sealed class ObjectPagesTests
{
    private const int Pages = 30;
    private const int OnEach = 100;

    [Fact]
    public async Task T_64_A_large_collection_is_asked_for_in_pages_and_one_page_is_held_at_a_time()
    {
        await using var api = await TestApi.StartAsync();
        foreach (var page in Enumerable.Range(1, Pages))
        {
            var items = Enumerable.Range(0, OnEach).Select(i => Wire.Role($"r{page}-{i}")).ToArray();
            api.Lists.Enqueue((200, page == Pages ? Wire.List(10, items) : Wire.Page($"p{page}", items)));
        }

        using var connection = api.Connect();
        var (seen, most) = await Walk(new(new ApiWriter(connection), Recorder.Roles, new HastyClock()));
        Assert.Equal(Pages * OnEach, seen);
        Assert.InRange(most, 1, 2 * OnEach);
        Assert.Equal(
            Enumerable.Range(0, Pages).Select(page => $"/apis/rbac.authorization.k8s.io/v1/roles?limit={OnEach}{(page == 0 ? "" : $"&continue=p{page}")}"),
            api.Requests);
    }

    // How many objects come, and how many of them are still held when the first of another page comes: the worst of all pages.
    private static async Task<(int Seen, int Most)> Walk(ObjectPages pages)
    {
        var (given, most) = (new List<WeakReference>(), 0);
        await foreach (var root in Roots(pages))
        {
            if (given.Count % OnEach == 0)
            {
                GC.Collect();
                most = Math.Max(most, given.Count(reference => reference.IsAlive));
            }

            given.Add(root);
        }

        return (given.Count, Math.Max(most, 1));
    }

    private static async IAsyncEnumerable<WeakReference> Roots(ObjectPages pages)
    {
        await foreach (var manifest in pages.ObjectsAsync(CancellationToken.None))
        {
            yield return Weak(manifest);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Weak(Manifest manifest) => new(manifest.Root);

    /// <summary>No pause lasts.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
