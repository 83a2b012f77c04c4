using System.Net;
using PolyK8s.Engine;

namespace PolyK8s.Webhook.Tests;

/// <summary>Stopping loses no review.</summary>
public sealed class DrainTests
{
    [Fact]
    public async Task Is_ready_when_the_cluster_has_been_read()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue);
        Assert.Equal("ok\n", await served.Client.GetStringAsync("livez"));
        Assert.Equal("ok\n", await served.Client.GetStringAsync("readyz"));
    }

    [Fact]
    public async Task Is_alive_but_not_ready_before()
    {
        await using var served = await Served.WithAsync(TestRule.OnlyBlue, new Still(ClusterView.Empty, Policies.Strict, "reading roles"));
        Assert.Equal("ok\n", await served.Client.GetStringAsync("livez"));
        using var ready = await served.Client.GetAsync("readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("reading roles\n", await ready.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Goes_on_answering_while_it_drains_and_closes_each_connection()
    {
        var served = await Served.WithAsync(TestRule.OnlyBlue, options: new() { DrainTime = TimeSpan.FromSeconds(5) });
        await served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("blue")));
        served.Stop();
        using (var ready = await UntilNotReadyAsync(served))
        {
            Assert.Equal("stopping\n", await ready.Content.ReadAsStringAsync());
        }

        for (var i = 0; i < 10; i++)
        {
            using var response = await served.PostAsync("validate", Reviews.Create(Reviews.ConfigMap("red")));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Headers.ConnectionClose);
        }

        await served.DisposeAsync();
    }

    [Fact]
    public async Task Finishes_the_reviews_under_way_before_it_ends()
    {
        using var release = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var judge = new Judge(new RuleBook([new TestRule(_ =>
        {
            entered.Set();
            release.Wait(TimeSpan.FromSeconds(30));
            return [];
        })]));
        var served = await Served.WithAsync(judge);
        var underWay = served.ReviewAsync(Reviews.Create(Reviews.ConfigMap("blue")));
        await Task.Run(entered.Wait);
        served.Stop();
        using var newcomer = served.NewClient();
        await UntilRefusedAsync(newcomer);
        Assert.False(served.Running.IsCompleted);
        release.Set();
        Assert.True((bool)(await underWay)["allowed"]!);
        await served.DisposeAsync();
    }

    [Fact]
    public async Task Takes_in_a_body_that_is_half_sent_when_stopping_begins()
    {
        var served = await Served.WithAsync(TestRule.OnlyBlue);
        var body = Reviews.Create(Reviews.ConfigMap("blue"));
        using var connection = await RawConnection.ToAsync(served.Address.Url);
        await connection.SendAsync($"POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body[..50]}");
        // A second request on a second connection shows that the server has had time to read the first half.
        Assert.Equal("ok\n", await served.Client.GetStringAsync("livez"));
        served.Stop();
        using var newcomer = served.NewClient();
        await UntilRefusedAsync(newcomer);
        await connection.SendAsync(body[50..]);
        Assert.StartsWith("HTTP/1.1 200 ", await connection.ReadToEndAsync(), StringComparison.Ordinal);
        await served.DisposeAsync();
    }

    private static async Task<HttpResponseMessage> UntilNotReadyAsync(Served served)
    {
        while (true)
        {
            var response = await served.Client.GetAsync("readyz");
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                return response;
            }

            response.Dispose();
        }
    }

    private static async Task UntilRefusedAsync(HttpClient newcomer)
    {
        while (await Record.ExceptionAsync(() => newcomer.GetStringAsync("livez")) is null or HttpRequestException { StatusCode: not null })
        {
            newcomer.DefaultRequestHeaders.ConnectionClose = true;
        }
    }
}
