using PolyK8s.Cluster.Operating;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Cluster.Tests.Operating;

/// <summary>Events are few.</summary>
public sealed class EventWriterTests
{
    private static readonly ObjectReference About = new("v1", "Pod", "shop", "web");

    [Fact]
    public async Task Says_each_thing_once_in_an_hour()
    {
        await using var api = await TestApi.StartAsync();
        using var connection = api.Connect();
        var clock = new Clock();
        var events = new EventWriter(new(connection), "poly-k8s-system", "replica-0", clock);
        for (var i = 0; i < 5; i++)
        {
            await events.WriteAsync(About, "", true, "PolicyViolation", "the same", default);
        }

        Assert.Equal(["/api/v1/namespaces/shop/events"], api.Requests);
        Assert.Equal(4, events.LeftOut);
        clock.Now += TimeSpan.FromHours(1);
        await events.WriteAsync(About, "", true, "PolicyViolation", "the same", default);
        Assert.Equal(2, api.Requests.Count);
    }

    [Fact]
    public async Task Writes_a_burst_and_then_one_in_ten_seconds()
    {
        await using var api = await TestApi.StartAsync();
        using var connection = api.Connect();
        var clock = new Clock();
        var events = new EventWriter(new(connection), "poly-k8s-system", "replica-0", clock);
        for (var i = 0; i < 100; i++)
        {
            await events.WriteAsync(About, "", true, "PolicyViolation", $"number {i}", default);
        }

        Assert.Equal(25, api.Requests.Count);
        Assert.Equal(75, events.LeftOut);
        clock.Now += TimeSpan.FromSeconds(30);
        for (var i = 100; i < 110; i++)
        {
            await events.WriteAsync(About, "", true, "PolicyViolation", $"number {i}", default);
        }

        Assert.Equal(28, api.Requests.Count);
    }

    [Fact]
    public async Task An_event_about_an_object_of_no_namespace_is_kept_in_ours()
    {
        await using var api = await TestApi.StartAsync();
        using var connection = api.Connect();
        await new EventWriter(new(connection), "poly-k8s-system", "replica-0", new Clock()).WriteAsync(new("v1", "Namespace", "", "shop"), "", false, "Enforcing", "yes", default);
        Assert.Equal(["/api/v1/namespaces/poly-k8s-system/events"], api.Requests);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
